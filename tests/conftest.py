"""The sample country: simulated figures of three provinces, built once per run of the tests by the real command."""

from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.command import run_etl

settings.register_profile("busy", deadline=None)  # how long an example takes says how busy the machine is, nothing else
settings.load_profile("busy")

SAMPLE_PROVINCES = "31,92,38"  # Hải Phòng, Cần Thơ, Thanh Hóa: the provinces whose every column is simulated


@pytest.fixture(scope="session")
def sample_build(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of builds of the sample country, shared by the workers of a run; never written to by a test.

    Its geometry lies in the checkout's static/, the only place that Streamlit serves, under names made of the content.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sample_country"
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "sample.lock"):
        if not (folder / "builds/current").exists():
            places = ("--builds", folder / "builds", "--archive", folder / "archive", "--inbox", folder / "inbox")
            answer = run_etl("build", "--demo-provinces", SAMPLE_PROVINCES, *places)
            assert answer.code == 0, answer.said
    return folder / "builds"
