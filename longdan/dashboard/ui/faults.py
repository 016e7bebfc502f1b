"""A fault on the screen: what happened, where, and the next step; never a traceback."""

import streamlit as st

from longdan.language.fault import FaultError
from longdan.language.locale import text


def show_fault(error: FaultError, language: str) -> None:
    for fault in error.faults:
        st.error(f"**{fault.what(language)}**")
        st.markdown(text("shell.fault.next", language, next=fault.next_step(language)))


def quote_plainly(found: str) -> str:
    """What a reader typed, short and without a meaning in Markdown, to be shown back."""
    return "".join(sign for sign in found[:60] if sign.isalnum() or sign in " .@-_/,")
