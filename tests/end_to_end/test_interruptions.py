"""A build that is killed, and two at once: the current build stays open and the next build works."""

import json
import signal
import subprocess

import pytest

from tests.end_to_end.office import Office

OBSERVATIONS = "select count(*) from observation"


def wait_for(process: subprocess.Popen[str], step: str) -> None:
    """Reads the progress of a build until it enters a step."""
    for line in process.stdout:
        if json.loads(line)["step"] == step:
            return
    raise AssertionError(f"the build ended before {step}")


@pytest.mark.parametrize("step", ["published", "publish"])
def test_a_killed_build_leaves_the_one_before_and_nothing_of_its_own(office: Office, step: str) -> None:
    office.build()
    before, count = office.current(), office.ask(OBSERVATIONS)
    with office.start_build() as process:
        wait_for(process, step)
        process.send_signal(signal.SIGKILL)
    assert office.current() == before
    assert office.ask(OBSERVATIONS) == count
    assert office.run("status").code == 0

    office.build()
    assert office.current() > before
    assert office.ask(OBSERVATIONS) == count
    folders = {path.name for path in office.builds.iterdir() if path.is_dir()}
    assert folders == {before, office.current()}


def test_a_second_build_at_once_says_so_and_stops(office: Office) -> None:
    with office.start_build() as first:
        wait_for(first, "areas")
        second = office.run("build", "--no-demo", "--inbox", office.inbox)
        first.stdout.read()
    assert second.code == 1
    assert "Một lần dựng khác đang chạy." in second.said
    assert first.returncode == 0
    assert len(office.ask(OBSERVATIONS)) == 1


def test_if_missing_builds_only_where_there_is_none(office: Office) -> None:
    office.build()
    before = office.current()
    answer = office.run("build", "--if-missing", "--inbox", office.inbox)
    assert (answer.code, office.current()) == (0, before)
    assert before in answer.said
