"""The open build behind every page: one connection per build, a new build on the next rerun."""

import json
import subprocess
import sys

import duckdb
import streamlit as st

from longdan.dashboard.ui.faults import show_fault
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.warehouse.open_build import ROOT, Build, current_build, open_build


@st.cache_resource(show_spinner=False, max_entries=3)
def _connect(build: Build) -> duckdb.DuckDBPyConnection:
    return open_build(build)


def open_current_build(language: str) -> tuple[Build, duckdb.DuckDBPyConnection]:
    """The current build and its connection, to take cursors of; builds first where there is none. Stops the page on a fault."""
    try:
        build = current_build()
        if build is None:
            _run_build(language)
            build = current_build()
        if build is None:
            raise FaultError(Fault("build.failed"))
        return build, _connect(build)
    except FaultError as error:
        show_fault(error, language)
        st.stop()


def _run_build(language: str) -> None:
    """Runs the build as a process, so that geometry libraries never load here, and shows how far it is."""
    with st.status(text("shell.build.running", language), expanded=True) as status:
        bar, tail = st.progress(0.0), []
        command = [sys.executable, "-m", "etl", "build", "--json", "--if-missing", "--wait"]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",  # what a library says may be in the code page of the system
        ) as process:
            for line in process.stdout:
                step = read_step(line)
                if step is None:
                    tail = [*tail[-11:], line.rstrip()]
                else:
                    bar.progress(min(step["done"] / max(step["of"], 1), 1.0), text=step[f"message_{language}"])
        if process.returncode == 0:
            status.update(label=text("shell.build.done", language), state="complete", expanded=False)
            return
        status.update(label=text("shell.build.failed", language), state="error")
        st.code("\n".join(tail), language=None)
    raise FaultError(Fault("build.failed"))


def read_step(line: str) -> dict | None:
    """A progress line of the build; None for anything else it prints."""
    try:
        step = json.loads(line)
    except json.JSONDecodeError:
        return None
    return step if isinstance(step, dict) and {"done", "of", "message_vi", "message_en"} <= step.keys() else None
