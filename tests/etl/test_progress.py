"""A build says each step as it enters it, for people or as JSON for the app."""

import io
import json

import pytest

from etl.progress import STEPS, Progress


@pytest.mark.parametrize(("language", "word"), [("vi", "["), ("en", "[")])
def test_people_read_a_line_for_each_step(language: str, word: str) -> None:
    stream = io.StringIO()
    progress = Progress(language=language, stream=stream)
    for step in STEPS:
        progress.step(step)
    lines = stream.getvalue().splitlines()
    assert len(lines) == len(STEPS)
    assert lines[0].startswith(f"{word}1/{len(STEPS)}] ")
    assert lines[-1].startswith(f"{word}{len(STEPS)}/{len(STEPS)}] ")


def test_the_app_reads_the_step_and_both_languages() -> None:
    stream = io.StringIO()
    Progress(is_json=True, stream=stream).step("load", "1/2: quý 3.xlsx")
    line = json.loads(stream.getvalue())
    assert (line["step"], line["done"], line["of"]) == ("load", STEPS.index("load"), len(STEPS))
    assert "quý 3.xlsx" in line["message_vi"]
    assert "quý 3.xlsx" in line["message_en"]
    assert line["message_vi"] != line["message_en"]


def test_the_time_of_a_step_that_is_entered_again_adds_up() -> None:
    progress = Progress(stream=io.StringIO())
    for step in ("areas", "load", "load"):
        progress.step(step)
    progress.finish()
    assert set(progress.seconds) == {"areas", "load"}
    assert all(seconds >= 0 for seconds in progress.seconds.values())


def test_a_step_that_is_not_one_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        Progress(stream=io.StringIO()).step("tea")
