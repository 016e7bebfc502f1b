"""The app where there is no build: it makes one itself, by the same command, and shows how far it is."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from etl.progress import STEPS
from longdan.dashboard.build_run import join_build, read_step
from longdan.language.locale import text
from tests.end_to_end.office import PETITIONS, Office, write_petitions
from tests.pages.conftest import ROOT
from tests.pages.test_pages import sentence_of


@pytest.fixture
def restored(office: Office) -> Office:
    """An archive with one file and no build, as after a move to another machine; the own file leaves the demo out."""
    write_petitions(office.inbox / "quy_3.xlsx", {"UBND xã Vĩnh Bảo": PETITIONS})
    office.build()
    shutil.rmtree(office.builds)
    (office.builds / "archive").parent.mkdir()
    shutil.move(office.folder / "archive", office.builds / "archive")
    return office


def test_the_app_builds_from_the_archive_and_opens(restored: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGDAN_BUILDS", str(restored.builds))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    app.query_params["area"] = "11824"
    app.query_params["indicator"] = "petitions_total"
    page = app.run()
    assert not page.exception
    assert not page.error
    assert "30 đơn" in sentence_of(page)
    assert not page.status  # the page is opened anew, without the word about the build
    assert restored.ask("select distinct origin::varchar from observation where origin in ('user', 'simulated')") == [
        ("user",)
    ]


def test_the_app_says_that_a_build_failed_and_why(restored: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGDAN_BUILDS", str(restored.builds))
    (restored.builds / "archive" / "ledger.jsonl").write_text("{\n", encoding="utf-8")
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    assert text("shell.build.wait", "vi") in [said.value for said in page.markdown]
    assert [status.label for status in page.status] == [text("shell.build.failed", "vi")]
    assert page.code[0].value
    assert text("faults.build.failed.what", "vi") in page.error[0].value


def test_the_app_understands_every_line_of_progress(office: Office) -> None:
    with office.start_build() as process:
        steps = [read_step(line) for line in process.stdout]
    assert process.returncode == 0
    assert [step["done"] for step in steps] == sorted(step["done"] for step in steps)
    assert steps[0]["message_vi"] == text("build.step.areas", "vi")
    assert steps[-1]["message_en"] == text("build.step.check", "en")
    assert {step["of"] for step in steps} == {len(STEPS)}


def test_every_session_that_waits_watches_the_same_build(restored: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGDAN_BUILDS", str(restored.builds))
    first = join_build()
    assert join_build() is first
    first.wait(300)
    assert first.has_succeeded
    assert first.step["message_en"] == text("build.step.check", "en")
    assert len([path for path in restored.builds.iterdir() if (path / "report.json").exists()]) == 1


def test_a_build_that_failed_is_told_and_tried_again(restored: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGDAN_BUILDS", str(restored.builds))
    ledger = restored.builds / "archive" / "ledger.jsonl"
    kept = ledger.read_text(encoding="utf-8")
    ledger.write_text("{\n", encoding="utf-8")
    failed = join_build()
    failed.wait(300)
    assert not failed.has_succeeded
    assert failed.tail
    ledger.write_text(kept, encoding="utf-8")
    again = join_build()
    again.wait(300)
    assert again.has_succeeded
