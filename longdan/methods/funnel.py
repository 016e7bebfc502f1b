"""Which of many places stand out, where places differ by more than chance anyway: funnel limits with overdispersion.

D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005) 1185–1202, and
"Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14 (2005) 347–351: figures on a scale
on which chance reaches equally far everywhere (arcsine of shares, root of rates; F. J. Anscombe, Biometrika 35, 1948), scores
winsorised at 10 % so that outliers do not hide themselves, and what places differ by beyond chance added to their variance
(R. DerSimonian and N. Laird, Controlled Clinical Trials 7, 1986). Beyond the papers, the winsorised mean of squares is divided
by what it is of normal scores, 0.679: without that, limits meant for 0.2 % of like places flag 1.6 % of them.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

WINSORISED = 0.1  # of the scores, at either end
_CUT = NormalDist().inv_cdf(1 - WINSORISED)
_OF_NORMAL = 1 - 2 * WINSORISED - 2 * _CUT * NormalDist().pdf(_CUT) + 2 * WINSORISED * _CUT**2


@dataclass(frozen=True)
class Scale:
    """A scale of even chance: `place` puts a ratio of part to whole on it, `read` takes it back, `error` is one standard error."""

    is_share: bool

    def place(self, part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        if self.is_share:
            return np.arcsin(np.sqrt((part + 3 / 8) / (whole + 3 / 4)))
        return np.sqrt((part + 3 / 8) / whole)

    def error(self, whole: np.ndarray) -> np.ndarray:
        return 1 / (2 * np.sqrt(whole + 1 / 2 if self.is_share else whole))

    def target(self, ratio: float) -> float:
        return float(np.arcsin(np.sqrt(ratio)) if self.is_share else np.sqrt(ratio))

    def read(self, placed: np.ndarray) -> np.ndarray:
        if self.is_share:
            return np.sin(np.clip(placed, 0, np.pi / 2)) ** 2
        return np.clip(placed, 0, None) ** 2


@dataclass(frozen=True)
class Funnel:
    """What a group of places is held against. `target` is their common ratio, `spread` the standard deviation between them on the
    scale beyond chance, `dispersion` the winsorised mean of squared scores: 1 where chance alone parts them."""

    scale: Scale
    target: float
    spread: float
    dispersion: float

    def score(self, part: np.ndarray, whole: np.ndarray) -> np.ndarray:
        """How many standard errors each place lies above (or below) the target."""
        reach = np.hypot(self.scale.error(whole), self.spread)
        return (self.scale.place(part, whole) - self.scale.target(self.target)) / reach

    def limits(self, whole: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
        """Between which ratios a place of this size lies unless it stands out by more than `z` standard errors."""
        middle, reach = self.scale.target(self.target), z * np.hypot(self.scale.error(whole), self.spread)
        return self.scale.read(middle - reach), self.scale.read(middle + reach)


def fit_funnel(part: np.ndarray, whole: np.ndarray, *, is_share: bool, target: float | None = None) -> Funnel:
    """The funnel of places with `part` of `whole` each (whole > 0): favourable of answers, or petitions per thousands of people.

    Of samples with a design effect both are divided by it, and `target` is that of the answers as they were counted; without
    one it is the common ratio of what is given.
    """
    scale = Scale(is_share)
    target = float(part.sum() / whole.sum()) if target is None else float(target)
    error = scale.error(whole)
    dispersion = _dispersion((scale.place(part, whole) - scale.target(target)) / error)
    return Funnel(scale, target, between_places(dispersion, error), dispersion)


def score_changes(
    part: np.ndarray, whole: np.ndarray, part_before: np.ndarray, whole_before: np.ndarray, *, is_share: bool
) -> np.ndarray:
    """How many standard errors the change of each place lies above (or below) the middle one, by the same reckoning."""
    scale = Scale(is_share)
    change = scale.place(part, whole) - scale.place(part_before, whole_before)
    error = np.hypot(scale.error(whole), scale.error(whole_before))
    apart = change - np.median(change)
    return apart / np.hypot(error, between_places(_dispersion(apart / error), error))


def winsorise(scores: np.ndarray) -> np.ndarray:
    """The scores with those beyond the 10th and 90th percentile pulled back to it."""
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    return np.clip(scores, low, high)


def between_places(dispersion: float, error: np.ndarray) -> float:
    """The standard deviation between places: by moments, and none where chance explains what there is."""
    count, weight = len(error), 1 / error**2
    if count * dispersion <= count - 1:
        return 0.0
    return float(np.sqrt((count * dispersion - (count - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())))


def _dispersion(scores: np.ndarray) -> float:
    return float(np.mean(winsorise(scores) ** 2)) / _OF_NORMAL
