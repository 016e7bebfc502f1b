"""The control chart of a line: which figures it may be made of, what it shows, and the words for both."""

from datetime import date, timedelta

import polars as pl
import pytest

from longdan.dashboard.charts.control import LIMITS, describe_limits, describe_signals
from longdan.dashboard.charts.points import describe_classes, describe_points
from longdan.dashboard.charts.trend import breaks_inside, draw_trend
from longdan.dashboard.control import Control, find_control, list_signals, tabulate_control
from longdan.dashboard.sentences.control import explain_control, name_signals, say_limits, say_signals, title_control
from longdan.methods.period import Period, inspection_period
from tests.dashboard.test_contrasts import COUNT, RATE, SHARE, indicator

SCORE = indicator("score")
QUARTERS = [inspection_period("quarter", year, number) for year in (2021, 2022, 2023, 2024) for number in (1, 2, 3, 4)]
NO_BREAK = pl.DataFrame(schema={"on": pl.Date, "kind": pl.String, "joins": pl.Boolean})
COLUMNS = {
    "area_id": "a", "area_vi": "Hải Phòng", "area_en": "Hải Phòng", "series": "main", "status": "reported", "qualifier": "=",
    "sample_type": None, "sample_size": None, "derivation": "ratio", "reporting_units": 10, "expected_units": 10,
    "is_simulated": True, "origin": "simulated", "edition": "reported", "ci_low": None, "ci_high": None, "line_no": 1,
    "design_effect": None,
}  # fmt: skip
STEADY = [50, 54, 52, 56, 51, 55, 50, 53, 54, 50, 56, 52, 53, 55, 51, 54]


def make_line(
    parts: list[float | None],
    whole: float | None = None,
    periods: list[Period] | None = None,
    **changes: dict[int, object],
) -> pl.DataFrame:
    """A row per period; `changes` are columns with other values at some places: `status={3: "suppressed"}`."""
    rows = []
    for place, (part, period) in enumerate(zip(parts, periods or QUARTERS, strict=False)):
        own = {column: values[place] for column, values in changes.items() if place in values}
        value = part / whole if whole and part is not None else part
        when = {
            "period_id": period.period_id,
            "type": period.type,
            "start_on": period.start_on,
            "end_on": period.end_on,
        }
        rows.append(COLUMNS | when | {"numerator": part, "denominator": whole, "value": value} | own)
    return pl.DataFrame(rows, infer_schema_length=None)


def control_of(line: pl.DataFrame, what=COUNT, cuts: tuple[date, ...] = ()) -> Control:
    return find_control(line, list(cuts), what, 0.8)


@pytest.mark.parametrize(
    ("line", "what", "kind"),
    [
        (make_line(STEADY, 100), SHARE, "share"),
        (make_line(STEADY, 30), RATE, "rate"),
        (make_line(STEADY), COUNT, "count"),
        (make_line(STEADY), SCORE, "value"),
        (make_line([part / 60 for part in STEADY]), SHARE, "value"),
        (make_line(STEADY, 40), SHARE, "value"),
    ],
    ids=["share", "rate", "count", "score", "share without counts", "share over one"],
)
def test_the_chart_suits_the_kind_of_figure(line: pl.DataFrame, what, kind: str) -> None:
    control = control_of(line, what)
    assert (control.kind, control.reason, len(control.rows)) == (kind, None, 16)


def withheld(*places: int) -> dict[str, dict]:
    return {"status": dict.fromkeys(places, "suppressed"), "value": dict.fromkeys(places, None)}


@pytest.mark.parametrize(
    ("line", "what", "cuts", "reason", "count"),
    [
        (make_line(STEADY[:11]), COUNT, (), "few", 11),
        (make_line(STEADY), COUNT, (QUARTERS[8].start_on,), "break", 8),
        (make_line(STEADY, series=dict.fromkeys(range(6), "old")), COUNT, (), "break", 10),
        (make_line(STEADY, **withheld(5)), COUNT, (), "suppressed", 10),
        (make_line(STEADY, **withheld(15)), COUNT, (), "suppressed", 0),
        (make_line(STEADY, derivation=dict.fromkeys(range(5), "rebased_apportioned")), COUNT, (), "apportioned", 11),
        (make_line(STEADY, reporting_units=dict.fromkeys(range(5), 7)), COUNT, (), "incomplete", 11),
        (make_line(STEADY, 1000, sample_type={0: "self_selected"}), SHARE, (), "not_random", 16),
        (make_line([96, 97, 95] * 5, 100), SHARE, (), "small", 15),
        (make_line([2, 3] * 8), COUNT, (), "small", 16),
        (make_line([7.0] * 16), SCORE, (), "steady", 16),
        (make_line(STEADY, periods=[inspection_period("year", 2000 + n) for n in range(16)]), COUNT, (), "cumulative", 16),
    ],
)  # fmt: skip
def test_without_enough_ground_there_is_no_chart_and_the_reason_is_known(
    line: pl.DataFrame, what, cuts: tuple, reason: str, count: int
) -> None:
    control = control_of(line, what, cuts)
    assert (control.chart, control.reason, len(control.rows)) == (None, reason, count)
    assert list_signals(control) == []
    for language in ("vi", "en"):
        assert len(say_limits(control, what, language)) > 40
        assert title_control(control, "Hải Phòng", language)


@pytest.mark.parametrize(
    "changes",
    [
        {"value": {3: None}, "status": {3: "not_reported"}},
        {"status": {3: "partial_period"}},
        {"qualifier": {3: ">"}},
        {"reporting_units": {3: 2}},
    ],
)
def test_a_period_that_is_missing_partial_bounded_or_incomplete_is_passed_over(changes: dict) -> None:
    line = make_line(STEADY, **changes)
    control = control_of(line)
    assert [row["period_id"] for row in control.rows] == [one.period_id for one in QUARTERS[:3] + QUARTERS[4:]]
    assert control.chart


def test_limits_do_not_know_of_what_lies_before_a_break() -> None:
    wild = make_line([500, 0, 900, 3, *STEADY[:12]])
    cut = control_of(wild, cuts=(QUARTERS[4].start_on,))
    alone = find_control(wild.slice(4), [], COUNT, 0.8)
    assert cut.chart == alone.chart


def test_only_the_newest_figures_are_looked_at() -> None:
    start = date(2018, 1, 1)
    days = [start + timedelta(days=30 * n) for n in range(31)]
    months = [Period("month", "civil", one, one + timedelta(days=29)) for one in days[:30]]
    assert len(control_of(make_line([50, 54, 52] * 10, periods=months)).rows) == 24


JUMP = [*STEADY[:11], 90, *STEADY[12:]]
SHIFT = [40, 44, 42, 46, 41, 45, 43, 42, 60, 64, 62, 66, 61, 65, 63, 62]


@pytest.mark.parametrize(
    ("parts", "what", "language", "title", "signals"),
    [
        (
            JUMP, COUNT, "vi", "Hải Phòng: 1 kỳ vượt giới hạn dao động thông thường",
            [("▲", "neutral", "Quý IV/2023 vượt giới hạn trên: có nguyên nhân riêng cần xem.")],
        ),
        (
            JUMP, SCORE, "en", "Hải Phòng: periods outside the usual limits: 1",
            [("▲", "better", "Q4 2023 above the upper limit (for the better): look for a cause of its own.")],
        ),
        (
            [100 - part for part in JUMP], SCORE, "vi", "Hải Phòng: 1 kỳ vượt giới hạn dao động thông thường",
            [("▼", "worse", "Quý IV/2023 xuống dưới giới hạn dưới (cần quan tâm): có nguyên nhân riêng cần xem.")],
        ),
        (STEADY, COUNT, "vi", "Hải Phòng: dao động trong giới hạn thông thường", []),
    ],
)  # fmt: skip
def test_what_the_chart_shows_is_said(parts: list, what, language: str, title: str, signals: list) -> None:
    control = control_of(make_line(parts), what)
    assert title_control(control, "Hải Phòng", language) == title
    assert say_signals(control, what, language) == signals


def test_a_shift_is_said_as_two_runs() -> None:
    control = control_of(make_line(SHIFT))
    runs = [words for mark, _, words in say_signals(control, COUNT, "vi") if mark == "■"]
    assert runs == [
        "8 kỳ liền, từ quý I/2021 đến quý IV/2022, đều dưới mức giữa: mức chung có thể đã thay đổi.",
        "8 kỳ liền, từ quý I/2023 đến quý IV/2024, đều trên mức giữa: mức chung có thể đã thay đổi.",
    ]


def test_many_periods_outside_are_named_up_to_six() -> None:
    control = control_of(make_line([20, 20.5] * 4 + [80, 80.5] * 4), SCORE)
    above = say_signals(control, SCORE, "vi")[0][2]
    assert above.startswith(
        "Quý III/2023, quý IV/2023, quý I/2024, quý II/2024, quý III/2024, quý IV/2024 và 2 kỳ trước đó"
    )


def test_the_limits_stand_in_the_sentence_with_the_unit_once() -> None:
    said = say_limits(control_of(make_line([780, 820, 800] * 5, 1000), SHARE), SHARE, "vi")
    assert said == (
        "Qua 15 kỳ, dao động trong giới hạn thông thường từ 72,8% đến 87,2%, quanh mức giữa 80,0%: chưa thấy kỳ nào phải tìm "
        "nguyên nhân riêng."
    )
    assert "từ 44 đến 62, quanh mức giữa 53 đơn:" in say_limits(control_of(make_line(STEADY)), COUNT, "vi")


@pytest.mark.parametrize(("language", "words"), [("vi", "khoảng 7% khả năng"), ("en", "a chance of about 7%")])
def test_under_the_chart_stands_how_often_a_steady_line_gives_a_signal(language: str, words: str) -> None:
    assert words in explain_control(control_of(make_line(STEADY, 100), SHARE), language)


def test_figures_that_give_a_signal_are_told_by_shape_and_neutral_ones_without_a_judging_colour() -> None:
    control = control_of(make_line(JUMP))
    judged = describe_signals(control_of(make_line(JUMP), SCORE), SCORE)
    neutral = describe_signals(control, COUNT)
    assert judged["shape"].to_list() == neutral["shape"].to_list() == ["triangle-up"]
    assert judged["signal_colour"].to_list() != neutral["signal_colour"].to_list()
    assert set(describe_signals(control_of(make_line(SHIFT)), COUNT)["shape"]) >= {"square"}


def test_limits_are_drawn_in_the_unit_of_the_axis_and_change_between_figures() -> None:
    limits = describe_limits(control_of(make_line([780, 820, 800] * 5, 1000), SHARE), SHARE)
    assert limits.schema == LIMITS
    assert limits.height == 16
    assert limits["centre"].to_list() == pytest.approx([80.0] * 16)
    assert limits["x"].is_sorted()


@pytest.mark.parametrize("parts", [JUMP, STEADY])
def test_the_chart_has_its_limits_behind_the_line_instead_of_intervals(parts: list) -> None:
    line = make_line(parts, 100)
    control = control_of(line, SHARE)
    points = describe_points(line, SHARE, "a", None, 0.8, "vi")
    layers = describe_limits(control, SHARE), describe_signals(control, SHARE)
    absences = pl.DataFrame(schema={"x": pl.Int64, "area": pl.String, "period": pl.String, "status": pl.String})
    breaks = breaks_inside(NO_BREAK, line)
    spec = draw_trend(
        line,
        points,
        describe_classes(line.with_columns(class_high=pl.lit(None, pl.UInt8)), SHARE, line["area_id"][0], None, "vi"),
        absences,
        breaks,
        SHARE,
        QUARTERS[-1].period_id,
        "vi",
        layers,
    ).to_dict()
    marks = [layer["mark"].get("type") for layer in spec["layer"]]
    assert marks[1:6] == ["area", "line", "line", "line", "line"]
    assert marks[6:] == (["point", "point"] if parts is JUMP else ["point"])


def test_a_sample_counts_by_its_effective_size() -> None:
    plain = control_of(make_line(STEADY, 100), SHARE)
    twice = {"design_effect": dict.fromkeys(range(len(STEADY)), 2.0)}
    assert control_of(make_line([2 * part for part in STEADY], 200, **twice), SHARE).chart == plain.chart


def test_the_table_of_a_chart_has_the_limits_of_each_figure_and_its_signals() -> None:
    parts = [50, 54, 52, 56, 51, 55, 50, 90, *[60, 61, 62, 60, 61, 62, 61, 60]]
    line = make_line(parts, 100)
    control = control_of(line, SHARE)
    table = tabulate_control(control)
    assert table["control_high"].to_list() == [one.high for one in control.chart.limits]
    assert table["signals"].to_list()[7] == ["outside_above", "run_above"]
    marked = {row["period_id"] for signal in list_signals(control) for row in signal.rows}
    assert set(table.filter(pl.col("signals").list.len() > 0)["period_id"]) == marked
    assert tabulate_control(control_of(make_line([50] * 16, 100), SHARE)).is_empty()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", ["vượt giới hạn trên; thuộc một chuỗi từ 8 kỳ liền trên mức giữa", "trong giới hạn", ""]),
        ("en", ["above the upper limit; one of 8 or more in a row above the centre", "within the limits", ""]),
    ],
)
def test_signals_stand_in_words_in_the_table(language: str, expected: list[str]) -> None:
    assert [name_signals(one, language) for one in (["outside_above", "run_above"], [], None)] == expected
