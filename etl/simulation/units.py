"""The communes that report, and what makes one unlike another: size, a smooth field over the map, planted hot spots."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from etl.areas.same_ground import follow_ground
from etl.simulation.settings import load_settings

MEAN_POPULATION = {"old": 9_800, "new": 30_500}  # 101 million people over 10,035 and 3,321 communes


@dataclass(frozen=True)
class Units:
    """One row per commune and stretch of validity, as parallel arrays; `rows` keeps area_id, code, province and dates.

    Rows of one unit on the same ground (a rename, a new parent) are alike in everything; `same_as` is the newest of them,
    `born_on` the first day of the oldest.
    """

    rows: pl.DataFrame
    population: np.ndarray
    volume: np.ndarray  # how much more or less people turn to the authorities than elsewhere (factor, mean about 1)
    trust: np.ndarray  # shift of trust on the logit scale
    is_full: np.ndarray  # every column of every form
    same_as: np.ndarray  # position of the row whose draws hold for this one
    hot_from: np.ndarray  # quarter number from which a hot spot burns; a large number elsewhere

    def __len__(self) -> int:
        return self.rows.height

    def is_valid(self, on: date) -> np.ndarray:
        """Which of them exist on a day."""
        from_, to = self.rows["valid_from"], self.rows["valid_to"].fill_null(date.max)
        return ((from_ <= on) & (to >= on)).to_numpy()

    def is_born_after(self, day: date) -> np.ndarray:
        """Which of them did not exist yet on a day, under no other name either."""
        return (self.rows["born_on"] > day).to_numpy()


def make_units(
    area: pl.DataFrame,
    succession: pl.DataFrame,
    rng: np.random.Generator,
    *,
    quarters: int,
    provinces: tuple[str, ...] = (),
) -> Units:
    """The communes of `provinces` (today's codes; all where empty) before and after the reform."""
    rows = _communes(area, succession)
    if provinces:
        rows = rows.filter(pl.col("present_province").is_in(provinces))
    field = _smooth_field(rows, rng)
    population = _population(rows, rng)
    noise = rng.normal(0, 0.35, rows.height)
    hot_from = _plant_hot_spots(rows, rng, quarters)
    trust = -0.35 * field + rng.normal(0, 0.25, rows.height)
    newest = pl.col("row").last().over("ground_id", order_by="valid_from")
    same_as = rows.with_row_index("row").select(newest)["row"].to_numpy()
    return Units(
        rows=rows,
        population=population[same_as],
        volume=np.exp(0.45 * field + noise - 0.15)[same_as],
        trust=trust[same_as],
        is_full=rows["present_province"].is_in(load_settings()["full_provinces"]).to_numpy(),
        same_as=same_as,
        hot_from=hot_from[same_as],
    )


def _communes(area: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    """Communes with the code of the province they lie in today; old ones through the mergers of their province."""
    parents = area.select(parent_id="area_id", parent_level="level", above_id="parent_id")
    provinces = area.filter(pl.col("level") == "province").select(province_id="area_id", province_code="code")
    merged = (
        succession.join(provinces, left_on="from_id", right_on="province_id")
        .select("from_id", merged_code=pl.col("to_id").str.split("@").list.first())
        .unique("from_id")
    )
    ground = pl.col("area_id").replace(follow_ground(succession))
    return (
        area.filter(pl.col("level") == "commune")
        .with_columns(ground_id=ground)
        .with_columns(born_on=pl.col("valid_from").min().over("ground_id"))
        .join(parents, on="parent_id")
        .with_columns(province_id=pl.when(pl.col("parent_level") == "province").then("parent_id").otherwise("above_id"))
        .join(provinces, on="province_id")
        .join(merged, left_on="province_id", right_on="from_id", how="left")
        .with_columns(present_province=pl.coalesce("merged_code", "province_code"))
        .with_columns(latitude=_filled("latitude"), longitude=_filled("longitude"))
        .sort("area_id")
    )


def _filled(column: str) -> pl.Expr:
    return pl.col(column).fill_null(pl.col(column).mean().over("province_code")).fill_null(pl.col(column).mean())


def _population(rows: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """The known population, else a draw around the mean of its generation."""
    is_new = (rows["valid_from"] >= date(2025, 7, 1)).to_numpy()
    mean = np.where(is_new, MEAN_POPULATION["new"], MEAN_POPULATION["old"])
    drawn = mean * rng.lognormal(-0.08, 0.4, rows.height)
    known = rows["population"].to_numpy().astype(float)
    return np.where(np.isnan(known), drawn, known).round()


def _smooth_field(rows: pl.DataFrame, rng: np.random.Generator, waves: int = 24, reach_km: float = 60) -> np.ndarray:
    """A Gaussian field over the map by random Fourier features (Rahimi and Recht 2007): near places are alike."""
    x = rows["longitude"].to_numpy() * 105
    y = rows["latitude"].to_numpy() * 111
    frequency = rng.normal(0, 1 / reach_km, (waves, 2))
    phase = rng.uniform(0, 2 * np.pi, waves)
    angle = np.outer(x, frequency[:, 0]) + np.outer(y, frequency[:, 1]) + phase
    return np.sqrt(2 / waves) * np.cos(angle).sum(axis=1)


def _plant_hot_spots(rows: pl.DataFrame, rng: np.random.Generator, quarters: int) -> np.ndarray:
    """Clusters of 8 km around seeded centres, each from a quarter of its own on; old and new communes alike."""
    x, y = rows["longitude"].to_numpy() * 105, rows["latitude"].to_numpy() * 111
    hot_from = np.full(rows.height, np.iinfo(np.int32).max)
    centres = rng.choice(rows.height, size=min(load_settings()["hot_spots"], rows.height), replace=False)
    for centre in centres:
        near = np.hypot(x - x[centre], y - y[centre]) < 8
        hot_from[near] = np.minimum(hot_from[near], rng.integers(4, quarters - 1))
    return hot_from
