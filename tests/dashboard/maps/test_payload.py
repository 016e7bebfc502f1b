"""What is sent for one change: small, and every figure can be had back from it."""

import gzip
import json

import numpy as np
import polars as pl
import pytest

from longdan.dashboard.maps.payload import MISSING, STATUSES, pack_payload

COLUMNS = ("value", "numerator", "denominator", "ci_low", "ci_high", "reporting_units", "expected_units")


def frame(rows: list[dict]) -> pl.DataFrame:
    empty = dict.fromkeys(COLUMNS) | {"status": "reported", "qualifier": "="}
    types = dict.fromkeys(COLUMNS, pl.Float64) | {"status": pl.String, "qualifier": pl.String}
    return pl.DataFrame([empty | row for row in rows], schema=types)


def unpack(payload: bytes) -> tuple[dict, bytes, bytes, dict[str, list[int | None]]]:
    raw = gzip.decompress(payload)
    start = 4 + int.from_bytes(raw[:4], "little")
    header = json.loads(raw[4:start])
    count = header["count"]
    letters, statuses = raw[start : start + count], raw[start + count : start + 2 * count]
    planes = np.frombuffer(raw[start + 2 * count :], np.uint8).reshape(len(header["columns"]), 4, count)
    figures = {
        name: [None if one == MISSING else int(one) for one in np.ascontiguousarray(part.T).view("<i4").ravel()]
        for name, part in zip(header["columns"], planes, strict=True)
    }
    return header, letters, statuses, figures


def pack(rows: list[dict], quantum: float = 0.001) -> bytes:
    return pack_payload({"number": {}}, "0" * len(rows), frame(rows), quantum)


def test_a_share_is_sent_as_its_counts() -> None:
    rows = [{"value": 0.25, "numerator": 1, "denominator": 4}, {"status": "suppressed"}]
    header, letters, statuses, figures = unpack(pack(rows))
    assert header["number"]["ratio_factor"] == 1
    assert figures == {"numerator": [1, None], "denominator": [4, None]}
    assert letters == b"00"
    assert [STATUSES[one] for one in statuses] == ["reported", "suppressed"]


def test_of_a_high_share_the_rest_is_sent() -> None:
    _, _, _, figures = unpack(pack([{"value": 0.9, "numerator": 90, "denominator": 100}]))
    assert figures == {"denominator": [100], "rest": [10]}


def test_a_rate_per_thousand_is_sent_as_its_counts() -> None:
    header, *_ = unpack(pack([{"value": 2.5, "numerator": 5, "denominator": 2000}], quantum=0.1))
    assert header["number"]["ratio_factor"] == 1000


@pytest.mark.parametrize(
    "row",
    [
        {"value": 0.6, "numerator": 1, "denominator": 4},  # weighted: not the ratio of what is printed beside it
        {"value": None, "numerator": 1, "denominator": 4},
        {"value": 0.5, "numerator": None, "denominator": None},
    ],
)
def test_a_value_that_the_counts_do_not_give_is_sent_itself(row: dict) -> None:
    header, _, _, figures = unpack(pack([row, {"value": 0.25, "numerator": 1, "denominator": 4}]))
    assert header["number"]["ratio_factor"] is None
    assert figures["value"] == [None if row["value"] is None else round(row["value"] * 1000), 250]


def test_nothing_of_nothing_has_no_value() -> None:
    rows = [
        {"value": None, "numerator": 0, "denominator": 0, "status": "nil"},
        {"value": 0.5, "numerator": 1, "denominator": 2},
    ]
    header, _, _, figures = unpack(pack(rows))
    assert header["number"]["ratio_factor"] == 1
    assert figures["denominator"] == [0, 2]


def test_a_count_is_sent_once_with_its_qualifier() -> None:
    header, _, _, figures = unpack(
        pack([{"value": 2600, "numerator": 2600, "qualifier": ">"}, {"value": 0}], quantum=1)
    )
    assert figures == {"value": [2600, 0]}
    assert header["qualifiers"] == {"0": ">"}


def test_an_interval_comes_back_to_the_quantum() -> None:
    rows = [{"value": 0.8, "numerator": 80, "denominator": 100, "ci_low": 0.711, "ci_high": 0.867}]
    _, _, _, figures = unpack(pack(rows))
    half = int(np.floor(np.sqrt(0.8 * 0.2 / 100) * 1.96 / 0.001 - 0.5))
    assert 800 - (figures["ci_below"][0] + half) == 711
    assert 800 + (figures["ci_above"][0] + half) == 867


def test_the_same_map_has_the_same_bytes_and_another_another_version() -> None:
    one, again, other = pack([{"value": 0.1}]), pack([{"value": 0.1}]), pack([{"value": 0.2}])
    assert one == again
    assert unpack(one)[0]["version"] != unpack(other)[0]["version"]


def test_a_country_of_communes_stays_under_eight_kilobytes() -> None:
    random = np.random.default_rng(20261122)
    accepted = random.negative_binomial(2, 0.25, 3321)  # six cases a quarter, as many communes have
    settled = random.binomial(accepted, 0.8)
    rows = [
        {"value": n / d, "numerator": n, "denominator": d} if d else {"status": "nil", "numerator": 0, "denominator": 0}
        for n, d in zip(settled.tolist(), accepted.tolist(), strict=True)
    ]
    letters = "".join("x" if not row.get("denominator") else str(int(row["value"] * 6)) for row in rows)
    assert len(pack_payload({"number": {}}, letters, frame(rows), 0.001)) < 8000
