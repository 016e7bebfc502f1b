"""The open build behind every page: one connection per build, a new build on the next rerun."""

from typing import NoReturn

import duckdb
import streamlit as st

from longdan.dashboard.build_run import join_build
from longdan.dashboard.ui.faults import show_fault
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.warehouse.open_build import Build, current_build, open_build

_WATCH_SECONDS = 0.3


@st.cache_resource(show_spinner=False, max_entries=3)
def _connect(build: Build) -> duckdb.DuckDBPyConnection:
    return open_build(build)


def open_current_build(language: str) -> tuple[Build, duckdb.DuckDBPyConnection]:
    """The current build and its connection, to take cursors of; builds first where there is none. Stops the page on a fault."""
    try:
        build = current_build()
        if build is None:
            _run_build(language)
        return build, _connect(build)
    except FaultError as error:
        show_fault(error, language)
        st.stop()


def _run_build(language: str) -> NoReturn:
    """Shows how far the build is that this server runs, and starts it where none does; then opens the page anew."""
    st.markdown(f"## {text('shell.brand', language)}")
    st.markdown(text("shell.build.wait", language))
    with st.status(text("shell.build.running", language), expanded=True) as status:
        bar, run = st.progress(0.0), join_build()
        while run.is_running:
            if step := run.step:
                bar.progress(min(step["done"] / max(step["of"], 1), 1.0), text=step[f"message_{language}"])
            run.wait(_WATCH_SECONDS)
        if run.has_succeeded and current_build() is not None:
            st.rerun()
        status.update(label=text("shell.build.failed", language), state="error")
        st.code(run.tail, language=None)
    raise FaultError(Fault("build.failed"))
