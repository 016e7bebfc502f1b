"""Simulated figures: there from the start, gone once a person's own file is there, unless they are asked for."""

from tests.end_to_end.office import PETITIONS, Office, write_petitions

ORIGINS = "select distinct origin::varchar from observation order by 1"


def test_without_the_demo_there_is_nothing_simulated(office: Office) -> None:
    office.build("--no-demo")
    assert office.ask(ORIGINS) == [("official",), ("press",)]
    assert office.ask("select count(*) from load where origin = 'simulated'") == [(0,)]


def test_own_figures_put_the_simulated_ones_away_unless_asked_for(office: Office) -> None:
    write_petitions(office.inbox / "quy_3.xlsx", {"UBND xã Vĩnh Bảo": PETITIONS})
    answer = office.run("build", "--inbox", office.inbox)
    assert answer.code == 0
    assert office.ask(ORIGINS) == [("official",), ("press",), ("user",)]

    office.build("--demo", "--demo-provinces", "92")
    assert office.ask(ORIGINS) == [("official",), ("press",), ("simulated",), ("user",)]
    shown = "select origin::varchar, value from area_total where indicator_id = 'petitions_total' and area_id = "
    assert office.ask(shown + "'11824@2025-07-01'") == [("user", 30)]


def test_a_province_there_is_none_of_is_refused(office: Office) -> None:
    answer = office.run("build", "--inbox", office.inbox, "--demo-provinces", "99")
    assert answer.code == 1
    assert "99" in answer.said
    assert not (office.builds / "current").exists()
