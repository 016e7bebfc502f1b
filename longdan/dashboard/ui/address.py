"""The address carries the whole view: it is read on every run, and the controls only write to it.

So a shared link, a deep link and the back button are one thing: a run with another address. A widget is given the
address's value before it is drawn, and its callback writes the reader's choice back.
"""

from collections.abc import Callable

import streamlit as st

from longdan.language.locale import DEFAULT_LANGUAGE, LANGUAGES

LANGUAGE = "lang"
VIEW = ("area", "period", "indicator", LANGUAGE, "data", "edition")


def read(name: str) -> str | None:
    """A query parameter; None where it is absent or empty."""
    return st.query_params.get(name) or None


def write(**changes: str | None) -> None:
    """Changes query parameters in one step of the browser's history; None removes one."""
    values = {**st.query_params.to_dict(), **changes}
    st.query_params.from_dict({name: value for name, value in values.items() if value})


def replace(view: dict[str, str]) -> None:
    """Puts another view into the address; what a page keeps there beside the view stays."""
    write(**{**dict.fromkeys(VIEW), **view})


def offer(label: str, key: str, view: dict[str, str], kind: str = "tertiary") -> None:
    """A way to another view of the same page.

    A button, since a page link to the page it stands on changes the view but not the address (tried with 1.67).
    """
    st.button(label, key=key, type=kind, on_click=replace, args=(view,))


def follow(key: str, value: object, save: Callable[[object], None]) -> dict:
    """The arguments that make a widget show `value` and hand the reader's own choice to `save`.

    The value is given in every run: on another page the widget is a new one to the browser, which knows no value of it.
    """
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: save(st.session_state[key])}


def follow_choice(key: str, options: list[str], value: str, save: Callable[[object], None]) -> dict:
    """`follow` for a list of choices, which is then sent once: what is chosen in it changes nothing that is sent.

    A value given through the session state is part of the message, and the list with it; the place at which a list
    opens is not given so. It stays what it was at first, since the browser asks for it only then.
    """
    opening = st.session_state.setdefault(f"{key}_opening", value)
    is_first = key not in st.session_state
    if not is_first and st.session_state[key] != value:
        return {"index": 0, **follow(key, value, save)}
    chosen = value if is_first or opening not in options else opening
    index = options.index(chosen) if chosen in options else None
    return {"index": index, "key": key, "on_change": lambda: save(st.session_state[key])}


def language() -> str:
    """The language of the address: Vietnamese unless it says otherwise."""
    asked = read(LANGUAGE)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
