"""What happens in every commune in every quarter: petitions, reception, decisions; whole numbers that obey the forms' rules."""

import numpy as np

from etl.simulation.settings import load_settings
from etl.simulation.units import Units

Quantities = dict[str, np.ndarray]  # each (units, quarters), counts


def draw_quarters(units: Units, quarters: list[tuple[int, int]], rng: np.random.Generator) -> Quantities:
    """The quantities of `data/catalog/simulation.toml`, one column per (inspection year, quarter)."""
    drawn = _reception(units, quarters, rng)
    drawn.update(_petitions(units, quarters, rng))
    drawn.update(_complaints(drawn, units, rng))
    return drawn


def _expected(units: Units, quarters: list[tuple[int, int]], per_1000: float) -> np.ndarray:
    """Mean per commune and quarter: population, place, season, a slow rise of 2 % a year."""
    season = np.array(load_settings()["season"])[[quarter - 1 for _, quarter in quarters]]
    growth = 1.02 ** np.array([year - quarters[0][0] for year, _ in quarters])
    return np.outer(units.population / 1000 * units.volume * per_1000, season * growth)


def _overdispersed(mean: np.ndarray, rng: np.random.Generator, shape: float = 3.0) -> np.ndarray:
    """Negative binomial counts (gamma-mixed Poisson): places and quarters vary more than chance alone allows."""
    return rng.poisson(mean * rng.gamma(shape, 1 / shape, mean.shape))


def _is_hot(units: Units, count: int) -> np.ndarray:
    return np.arange(count)[None, :] >= units.hot_from[:, None]


def _reception(units: Units, quarters: list[tuple[int, int]], rng: np.random.Generator) -> Quantities:
    """01/TCD. Required days of the head: 13 weeks a quarter; two days a month from 01/07/2026 (Luật 136/2025/QH15).

    The rule changed inside the third quarter of 2026, which asks for a seventh day, in June: most of those who held the others
    held it too.
    """
    visits = _overdispersed(_expected(units, quarters, load_settings()["rates"]["visits"]), rng)
    head = rng.binomial(visits, 0.34)
    delegate = rng.binomial(visits - head, 0.12)
    required = np.array([6 if (year, quarter) >= (2026, 3) else 13 for year, quarter in quarters])
    days_head = rng.binomial(np.broadcast_to(required, visits.shape), 0.82)
    in_june = np.array([quarter == (2026, 3) for quarter in quarters]) & (days_head >= 5)
    return {
        "visits": visits,
        "visits_head": head,
        "visits_delegate": delegate,
        "visits_standing": visits - head - delegate,
        "persons": visits + rng.poisson(visits * 0.16),
        "cases": rng.binomial(visits, 0.84),
        "groups": rng.binomial(visits, 0.012),
        "days_head": days_head + in_june,
        "days_delegate": rng.binomial(required - days_head, 0.6),
    }


def _petitions(units: Units, quarters: list[tuple[int, int]], rng: np.random.Generator) -> Quantities:
    """02/XLD. What is not screened is carried over to the next quarter and counted there again, as the form asks."""
    share = load_settings()["shares"]
    hot = _is_hot(units, len(quarters))
    received = _overdispersed(_expected(units, quarters, load_settings()["rates"]["petitions"]) * (1 + 1.8 * hot), rng)
    carried, total, screened = np.zeros_like(received), np.zeros_like(received), np.zeros_like(received)
    for column in range(received.shape[1]):
        total[:, column] = received[:, column] + carried[:, column]
        screened[:, column] = rng.binomial(total[:, column], share["screened"])
        if column + 1 < received.shape[1]:
            carried[:, column + 1] = total[:, column] - screened[:, column]
    eligible = rng.binomial(screened, share["eligible"])
    competent = rng.binomial(eligible, share["competent"])
    feedback = rng.binomial(competent, np.where(hot, 0.45, share["feedback"]))
    denunciations = rng.binomial(competent - feedback, share["denunciation"] / (1 - share["feedback"]))
    return {
        "petitions": total,
        "screened": screened,
        "eligible": eligible,
        "competent": competent,
        "not_competent": eligible - competent,
        "feedback": feedback,
        "denunciations": denunciations,
        "complaints": competent - feedback - denunciations,
    }


def _complaints(drawn: Quantities, units: Units, rng: np.random.Generator) -> Quantities:
    """03/GQKN: cases, those accepted, decisions and their verdicts."""
    cases = rng.binomial(drawn["complaints"], 0.92)
    accepted = rng.binomial(cases, 0.86)
    hot = _is_hot(units, cases.shape[1])
    decisions = rng.binomial(accepted, np.clip(0.84 - 0.06 * units.trust[:, None] * -1 - 0.3 * hot, 0.05, 0.98))
    second = rng.binomial(decisions, 0.08)
    first = decisions - second
    upheld = rng.binomial(first, 0.14)
    partly = rng.binomial(first - upheld, 0.17)
    return {
        "complaint_cases": cases,
        "complaint_accepted": accepted,
        "decisions": decisions,
        "decisions_upheld": upheld,
        "decisions_partly": partly,
        "decisions_rejected": first - upheld - partly,
    }
