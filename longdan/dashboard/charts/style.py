"""How charts look: fonts, lines, number signs of the language, and one fixed colour per place in a comparison."""

import altair as alt

from longdan.dashboard.palette import ACCENT, INK, LINE, SAME

# The area in ink, its parent in grey, then the areas compared with it, told apart by darkness as well as by hue.
COMPARED = (ACCENT, "#B8741A", "#3AA6B9", "#7B5EA7", "#0C2C84")
OWN, PARENT = INK, SAME
_NUMBERS = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}


def style_chart(chart: alt.LayerChart, language: str) -> alt.LayerChart:
    """The chart in our type and lines, without the menu of the drawing library."""
    return (
        chart.configure(locale={"number": _NUMBERS[language]})
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=LINE, domainColor=LINE, tickColor=LINE, labelColor=INK, labelFontSize=12, titleFontSize=12
        )
        .properties(usermeta={"embedOptions": {"actions": False}})
    )
