"""The archive: a file counts once, a corrected one replaces what it corrects, and any earlier day can be built again."""

from datetime import date

from tests.end_to_end.office import PETITIONS, Q3_2026, Office, write_petitions

COMMUNE = "UBND xã Vĩnh Bảo"
OBSERVATIONS = "select indicator_id, area_id, period_id, numerator, value, status from observation order by all"


def petitions_of(office: Office) -> float:
    ((value,),) = office.ask(
        "select value from area_total where indicator_id = 'petitions_total' and area_id = '11824@2025-07-01' "
        f"and period_id = '{Q3_2026}'"
    )
    return value


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    form = write_petitions(office.inbox / "quy_3.xlsx", {COMMUNE: PETITIONS})
    office.build()
    once = office.ask(OBSERVATIONS)
    office.receive(form, "quy_3 (bản sao).xlsx")
    office.build()
    assert office.ask(OBSERVATIONS) == once
    assert [entry["file_name"] for entry in office.ledger()] == ["quy_3.xlsx"]


def test_a_corrected_file_replaces_the_old_report_and_the_past_can_be_built_again(office: Office) -> None:
    write_petitions(office.inbox / "quy_3.xlsx", {COMMUNE: PETITIONS}, signed_on=date(2026, 9, 17))
    office.build()
    office.antedate("quy_3.xlsx", date(2026, 10, 1))
    corrected = PETITIONS | {"1": 31}
    write_petitions(office.inbox / "quy_3_sua.xlsx", {COMMUNE: corrected}, signed_on=date(2026, 10, 20))
    office.build()
    assert petitions_of(office) == 31
    loads = "select file_name, is_superseded, replaces is not null from load where origin = 'user' order by load_id"
    assert office.ask(loads) == [("quy_3.xlsx", True, False), ("quy_3_sua.xlsx", False, True)]

    office.build("--as-of", "2026-10-05")
    assert petitions_of(office) == 30
    assert office.ask(loads) == [("quy_3.xlsx", False, False)]

    office.build()
    assert petitions_of(office) == 31


def test_a_later_build_names_files_as_they_came_and_loads_what_the_archive_still_has(office: Office) -> None:
    faulty = write_petitions(office.inbox / "quy_3.xlsx", {COMMUNE: PETITIONS, "Xã Không Có": PETITIONS})
    (office.inbox / "dan_so.csv").write_text(
        "Địa phương;Dân số (người);Tính đến ngày\nXã Vĩnh Bảo, Thành phố Hải Phòng;nhiều;01/01/2026\n", encoding="utf-8"
    )
    spring = {"covered_from": date(2026, 3, 15), "covered_to": date(2026, 6, 14)}
    lost = write_petitions(office.inbox / "quy_2.xlsx", {COMMUNE: PETITIONS}, **spring)
    first = office.build()
    refusals = (
        "select file_name, sheet, row, column_name, what_vi from load join rejected_row using (load_id) order by all"
    )
    said = office.ask(refusals)
    assert {row[0] for row in said} == {faulty.name, "dan_so.csv"}

    lost.unlink()
    (kept,) = [entry["sha256"] for entry in office.ledger() if entry["file_name"] == lost.name]
    (office.folder / f"archive/files/{kept}.xlsx").write_bytes(b"another content")
    second = office.build("--lang", "vi")
    assert [row for row in office.ask(refusals) if row[0] != lost.name] == said
    assert [line for line in first.said.splitlines() if line.startswith(("quy_3.xlsx", "dan_so.csv"))] == [
        line for line in second.said.splitlines() if line.startswith(("quy_3.xlsx", "dan_so.csv"))
    ]
    assert office.ask("select code from load join rejected_row using (load_id) where file_name = 'quy_2.xlsx'") == [
        ("archive.file_altered",)
    ]
    assert petitions_of(office) == 30
    lineage = (
        "select distinct file_name from lineage where indicator_id = 'petitions_total' and file_name like '%.xlsx'"
    )
    assert office.ask(lineage) == [("quy_3.xlsx",)]


def test_an_older_signature_that_arrives_later_replaces_nothing(office: Office) -> None:
    write_petitions(office.inbox / "sua.xlsx", {COMMUNE: PETITIONS | {"1": 31}}, signed_on=date(2026, 10, 20))
    office.build()
    write_petitions(office.inbox / "ban_dau.xlsx", {COMMUNE: PETITIONS}, signed_on=date(2026, 9, 17))
    office.build()
    assert petitions_of(office) == 31


def test_status_tells_the_build_its_sources_and_its_age(office: Office) -> None:
    nothing = office.run("status")
    assert (nothing.code, nothing.said) == (1, "Chưa có bản dựng nào. Chạy “python -m etl build”.\n")
    write_petitions(office.inbox / "quy_3.xlsx", {COMMUNE: PETITIONS})
    office.build()
    vietnamese, english = office.run("status"), office.run("status", "--lang", "en")
    assert vietnamese.code == english.code == 0
    assert office.current() in vietnamese.said
    assert "(0 phút trước)" in vietnamese.said
    today = f"{date.today():%d/%m/%Y}"
    assert f"tệp của đơn vị: quy_3.xlsx — nhận {today}, 25 được nhận, 0 bị từ chối" in vietnamese.said
    assert f"own file: quy_3.xlsx — received {today}, 25 accepted, 0 refused" in english.said
