"""What is sent for one change: small, and every figure can be had back from it."""

import json
import zlib

import numpy as np
import polars as pl
import pytest

from longdan.dashboard.maps.payload import IS_APPORTIONED, IS_OUTSIDE, IS_REBASED, IS_UNSURE, STATUSES, pack_payload
from longdan.methods.interval import wilson

COLUMNS = ("value", "numerator", "denominator", "ci_low", "ci_high", "reporting_units", "expected_units")


def frame(rows: list[dict]) -> pl.DataFrame:
    empty = dict.fromkeys(COLUMNS) | {"status": "reported", "qualifier": "=", "derivation": "ratio"}
    types = dict.fromkeys(COLUMNS, pl.Float64) | dict.fromkeys(("status", "qualifier", "derivation"), pl.String)
    return pl.DataFrame([empty | row for row in rows], schema=types)


def unpack(payload: bytes) -> tuple[dict, bytes, dict[str, list[int | None]]]:
    """The header, the mark of every area, and every column as its distances from what is expected."""
    raw = zlib.decompress(payload, -zlib.MAX_WBITS)
    start = 4 + int.from_bytes(raw[:4], "little")
    header = json.loads(raw[4:start])
    count = header["count"]
    marks, rest, distances = raw[start : start + count], raw[start + count :], {}
    for name, least, plane_count, statuses in header["columns"]:
        areas = [area for area, mark in enumerate(marks) if mark % 16 in statuses]
        size = plane_count * len(areas)
        planes = np.frombuffer(rest[:size], np.uint8).reshape(plane_count, len(areas))
        codes = [sum(int(byte) << 8 * place for place, byte in enumerate(column)) for column in planes.T]
        found = {area: code - 1 + least for area, code in zip(areas, codes, strict=True) if code}
        distances[name] = [found.get(area) for area in range(count)]
        rest = rest[size:]
    assert rest == b""
    return header, marks, distances


def pack(rows: list[dict], quantum: float = 0.001, letters: str | None = None) -> bytes:
    return pack_payload({"number": {}}, letters or "0" * len(rows), frame(rows), quantum)


def test_a_share_is_sent_as_its_counts() -> None:
    rows = [{"value": 0.25, "numerator": 1, "denominator": 4}, {"status": "suppressed"}]
    header, marks, distances = unpack(pack(rows))
    assert header["implied"] == ["value"]
    assert distances["denominator"] == [4, None]
    assert header["number"]["pooled"] in (0, 0.25)
    assert [STATUSES[one] for one in marks] == ["reported", "suppressed"]


def test_numerators_are_sent_as_distances_from_the_share_of_the_areas_before_them() -> None:
    counts = ((90, 100), (140, 200), (None, None), (600, 800))
    rows = [{"value": n and n / d, "numerator": n, "denominator": d} for n, d in counts]
    header, _, distances = unpack(pack(rows))
    assert header["number"]["pooled"] == 0.7545  # of all: what the first is expected from
    shares = [(75.45 * 0.9 + 90) / 190, ((75.45 * 0.9 + 90) * 0.9 + 140) / 371]
    assert distances["numerator"] == [90 - 75, 140 - round(200 * shares[0]), None, 600 - round(800 * shares[1])]


def test_areas_of_a_status_without_figures_have_no_place_in_a_column() -> None:
    rows = [{"value": 1.0}, {"status": "suppressed"}, {"value": 2.0, "status": "partial_period"}, {"value": None}]
    header, _, distances = unpack(pack(rows, quantum=1))
    assert header["columns"] == [["value", 1, 1, [STATUSES.index("reported"), STATUSES.index("partial_period")]]]
    assert distances["value"] == [1, None, 2, None]


def test_marks_tell_what_is_unsure_and_what_lies_outside() -> None:
    _, marks, _ = unpack(pack([{"value": 0.1}, {"value": 0.2}, {"value": 0.3}], letters="0a."))
    assert list(marks) == [0, IS_UNSURE, IS_OUTSIDE]


def test_marks_tell_what_was_converted_and_how() -> None:
    made = ("ratio", "rebased_exact", "rebased_apportioned")
    _, marks, _ = unpack(pack([{"value": 0.1, "derivation": one} for one in made], letters="00a"))
    assert list(marks) == [0, IS_REBASED, IS_UNSURE + IS_REBASED + IS_APPORTIONED]


@pytest.mark.parametrize(
    ("row", "distance"),
    [
        ({"value": 0.6, "numerator": 1, "denominator": 4}, 350),  # weighted: not the ratio of what is printed beside it
        ({"value": None, "numerator": 1, "denominator": 4}, None),
        ({"value": 0.5, "numerator": None, "denominator": None}, 500),
    ],
)
def test_a_value_that_the_counts_do_not_give_is_sent_as_its_distance(row: dict, distance: int | None) -> None:
    header, _, distances = unpack(pack([row, {"value": 0.25, "numerator": 1, "denominator": 4}]))
    assert "value" not in header["implied"]
    assert distances["value"] == [distance, 0]


def test_nothing_of_nothing_has_no_value() -> None:
    rows = [
        {"value": None, "numerator": 0, "denominator": 0, "status": "nil"},
        {"value": 0.5, "numerator": 1, "denominator": 2},
    ]
    header, _, distances = unpack(pack(rows))
    assert "value" in header["implied"]
    assert distances["denominator"] == [0, 2]


def test_a_count_is_sent_once_with_its_qualifier() -> None:
    rows = [{"value": 2600, "numerator": 2600, "qualifier": ">"}, {"value": 0}]
    header, _, distances = unpack(pack(rows, quantum=1))
    assert distances == {"value": [2600, 0]}
    assert header["qualifiers"] == {"0": ">"}


def test_thousands_of_people_keep_a_decimal() -> None:
    header, _, distances = unpack(pack([{"value": 0.25, "numerator": 26, "denominator": 105.301}], quantum=0.01))
    assert header["number"]["base_quantum"] == 0.1
    assert distances["denominator"] == [1053]


@pytest.mark.parametrize(("answers", "step"), [(100, 0.01), (100_000, 0.001)])
def test_an_interval_of_wilson_is_not_sent_and_a_wide_one_is_rounded_more(answers: int, step: float) -> None:
    low, high = wilson(0.8 * answers, answers)
    rows = [{"value": 0.8, "numerator": 0.8 * answers, "denominator": answers, "ci_low": low, "ci_high": high}]
    header, *_ = unpack(pack(rows))
    assert header["implied"] == ["value", "low", "high"]
    assert header["number"]["interval_quantum"] == step


def test_another_interval_is_sent_as_its_distance_from_wilsons() -> None:
    rows = [{"value": 0.8, "numerator": 80, "denominator": 100, "ci_low": 0.70, "ci_high": 0.90}]
    _, _, distances = unpack(pack(rows))
    assert (distances["low"], distances["high"]) == ([-1], [3])


def test_reporting_units_are_sent_where_there_are_several() -> None:
    rows = [
        {"value": 1, "reporting_units": 41, "expected_units": 99},
        {"value": 1, "reporting_units": 1, "expected_units": 1},
    ]
    _, _, distances = unpack(pack(rows, quantum=1))
    assert (distances["units"], distances["absent"]) == ([99, None], [58, None])


def test_the_same_map_has_the_same_bytes_and_another_another_version() -> None:
    one, again, other = pack([{"value": 0.1}]), pack([{"value": 0.1}]), pack([{"value": 0.2}])
    assert one == again
    assert unpack(one)[0]["version"] != unpack(other)[0]["version"]


def test_a_survey_of_every_commune_stays_under_eight_kilobytes() -> None:
    random = np.random.default_rng(20261122)
    answers = random.integers(30, 290, 3321)
    favourable = random.binomial(answers, random.normal(0.8, 0.03, 3321))
    limits = [wilson(n, d) for n, d in zip(favourable.tolist(), answers.tolist(), strict=True)]
    rows = [
        {"value": n / d, "numerator": n, "denominator": d, "ci_low": low, "ci_high": high}
        for n, d, (low, high) in zip(favourable.tolist(), answers.tolist(), limits, strict=True)
    ]
    assert len(pack(rows)) < 8000


def test_the_classes_of_every_commune_cost_some_bytes() -> None:
    """3,321 communes of which nine in ten are told by their class, beside the same withheld without it."""
    random = np.random.default_rng(20261122)
    shown = random.random(3321) < 0.1
    counts = random.integers(5, 60, 3321)

    def size(status: str) -> int:
        rows = [
            {"value": int(count), "numerator": int(count)} if is_shown else {"status": status}
            for count, is_shown in zip(counts, shown, strict=True)
        ]
        header = {"number": {}} | ({"class_high": 4} if status == "in_class" else {})
        return len(pack_payload(header, "v" * len(rows), frame(rows), 1))

    assert size("in_class") - size("suppressed") < 30
    assert size("in_class") < 3000
