"""A report that arrives between two builds: what the second one shows, and what the archive remembers."""

from datetime import date

from tests.end_to_end.office import PETITIONS, Q3_2026, Office, write_petitions

COMMUNES = ("Vĩnh Bảo", "Vĩnh Thuận", "Nam Sách", "Thái Tân", "Nam An Phụ", "Phú Thái", "Lai Khê")
ROWS = {f"UBND xã {name}": PETITIONS for name in COMMUNES}
TOTAL = (
    "select i.indicator_id, o.status::varchar, o.value from observation o join indicator i using (indicator_id) "
    "join area a using (area_id) where a.level = 'province' and o.edition = 'reported' and o.breakdown is null "
    f"and o.period_id = '{Q3_2026}' and indicator_id in ('denunciation_petitions_competent', 'petitions_total') order by 1"
)


def report(office: Office, count: int, signed_on: date) -> None:
    rows = dict(list(ROWS.items())[:count])
    write_petitions(office.inbox / f"quy_3_{count}.xlsx", rows, signed_on=signed_on)


def records(office: Office) -> list[str]:
    return sorted(path.stem for path in (office.folder / "archive/shown").iterdir())


def test_a_late_report_is_not_told_by_the_difference_of_two_builds(office: Office) -> None:
    report(office, 6, date(2026, 9, 17))
    office.build()
    denunciations = float(6 * PETITIONS["12"])
    assert office.ask(TOTAL) == [
        ("denunciation_petitions_competent", "reported", denunciations), ("petitions_total", "reported", 180.0),
    ]  # fmt: skip
    first, shown = office.current(), office.ask("select * from observation order by all")

    office.build()
    assert office.ask("select * from observation order by all") == shown
    assert records(office) == [first]

    report(office, 7, date(2026, 9, 20))
    office.build()
    assert office.ask(TOTAL) == [
        ("denunciation_petitions_competent", "suppressed", None), ("petitions_total", "reported", 210.0),
    ]  # fmt: skip
    assert records(office) == [first, office.current()]
    assert not list(office.builds.rglob("*.parquet"))
