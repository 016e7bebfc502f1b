"""The figures and disagreements of the reform in words, one line each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import polars as pl

from etl.areas.reform.compare_texts import Comparison, Disagreement
from etl.areas.reform.overlap_check import OverlapCheck, OverlapDisagreement
from etl.areas.reform.pasts import Reform
from etl.areas.reform.resolutions import Key, Resolution, find_outdated, find_unresolved
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share

Found = TypeVar("Found", Disagreement, OverlapDisagreement)
_COLUMNS = ("province", "communes", "exact", "apportioned", "none", "divided", "districts")


def describe_figures(reform: Reform, place: str, language: str) -> Iterator[str]:
    """Of the country, or of one province with its own Reform."""
    numbers = {past: _count(count, language) for past, count in reform.count_pasts().items()}
    yield text("reform.pasts", language, place=place, total=_count(reform.communes.height, language), **numbers)
    divided = reform.count_divided()
    into = "; ".join(
        text("reform.into", language, count=_count(count, language), into=parts) for parts, count in divided.items()
    )
    yield text("reform.divided", language, count=_count(sum(divided.values()), language), into=into or "–")
    for level in ("district", "province"):
        uncut, total = reform.count_rebuilt(level)
        yield text(f"reform.rebuilt.{level}", language, uncut=_count(uncut, language), total=_count(total, language))


def describe_provinces(reform: Reform, name: Mapping[str, str], language: str) -> Iterator[str]:
    """A table with a line per province: communes with an exact, an apportioned and no past, divided communes, un-cut districts."""
    yield "\t".join(text(f"reform.column.{column}", language) for column in _COLUMNS)
    for province_id in reform.communes["province_id"].unique().sort():
        inside = reform.within(province_id)
        uncut, districts = inside.count_rebuilt("district")
        counts = [inside.communes.height, *inside.count_pasts().values(), inside.divided.height]
        yield "\t".join([name[province_id], *map(str, counts), f"{uncut}/{districts}"])


def describe_without_past(
    reform: Reform, succession: pl.DataFrame, name: Mapping[str, str], language: str
) -> Iterator[str]:
    """The communes whose past is not exact, each with the divided units that it got a part of."""
    parts = succession.join(reform.divided, left_on="from_id", right_on="old_id", how="semi")
    got = parts.group_by("to_id").agg(pl.col("from_id").sort())
    inexact = reform.communes.filter(pl.col("past") != "exact").join(got, left_on="new_id", right_on="to_id")
    for new_id, past, old_ids in inexact.sort("new_id").select("new_id", "past", "from_id").iter_rows():
        divided = ", ".join(name[old_id] for old_id in old_ids)
        yield text(f"reform.inexact.{past}", language, name=name[new_id], divided=divided)


def describe_comparison(
    compared: Comparison, resolutions: dict[Key, Resolution], name: Mapping[str, str], language: str
) -> Iterator[str]:
    """How far texts and list agree, then every disagreement with its resolution. `name` is by code."""
    both, in_texts, in_list = (_count(count, language) for count in compared.pairs)
    yield text("reform.texts.pairs", language, both=both, in_texts=in_texts, in_list=in_list)
    yield text(
        "reform.texts.agreeing",
        language,
        agreeing=_count(compared.agreeing, language),
        texts=_count(compared.text_count, language),
    )
    placed = "; ".join(
        text(f"reform.placed.{by}", language, count=_count(count, language))
        for by, count in compared.placed_by.most_common()
    )
    yield text("reform.texts.placed", language, placed=placed)

    def say(one: Disagreement, language: str) -> str:
        kind, commune = text(f"reform.kinds.{one.kind}", language), f"{name[one.commune]} {one.commune}"
        return text("reform.says", language, kind=kind, commune=commune, text=one.text, listed=one.listed or "–")

    yield from _describe_disagreements(compared.disagreements, resolutions, language, say)


def describe_overlaps(
    check: OverlapCheck, resolutions: dict[Key, Resolution], name: Mapping[str, str], language: str
) -> Iterator[str]:
    """How far borders and list agree, then every disagreement with its resolution. `name` is by code."""
    counts = {"checked": check.checked, "straddling": check.straddling, "unchecked": check.unchecked}
    yield text("reform.overlaps.checked", language, **{key: _count(count, language) for key, count in counts.items()})
    missing = ", ".join(name[district.split("@")[0]] for district in check.not_drawn)
    if missing:
        yield text("reform.overlaps.not_drawn", language, count=len(check.not_drawn), districts=missing)

    def say(one: OverlapDisagreement, language: str) -> str:
        share = format_share(one.share, language)
        place = {"commune": f"{name[one.commune]} {one.commune}", "district": f"{name[one.district]} {one.district}"}
        return text(f"reform.overlap_kind.{one.kind}", language, share=share, **place)

    yield from _describe_disagreements(check.disagreements, resolutions, language, say)


def _describe_disagreements(
    found: tuple[Found, ...], resolutions: dict[Key, Resolution], language: str, say: Callable[[Found, str], str]
) -> Iterator[str]:
    keys = {one.key for one in found}
    by_kind = Counter((one.kind, _outcome(resolutions.get(one.key), language)) for one in found)
    yield text("reform.disagreements", language, count=_count(len(found), language))
    for (kind, outcome), count in sorted(by_kind.items()):
        yield text(
            "reform.kind_count", language, kind=text(f"reform.kinds.{kind}", language), outcome=outcome, count=count
        )
    for one in found:
        resolution = resolutions.get(one.key)
        yield say(one, language)
        reason = resolution.reason(language) if resolution else ""
        yield text("reform.resolved", language, outcome=_outcome(resolution, language), reason=reason)
    corrected = sum(resolution.is_corrected for resolution in resolutions.values())
    yield text(
        "reform.standing",
        language,
        unresolved=len(find_unresolved(keys, resolutions)),
        outdated=len(find_outdated(keys, resolutions)),
        corrected=corrected,
    )


def _outcome(resolution: Resolution | None, language: str) -> str:
    key = resolution.outcome.replace(" ", "_") if resolution else "open"
    return text(f"reform.outcome.{key}", language)


def _count(count: int, language: str) -> str:
    return format_number(count, 0, language)
