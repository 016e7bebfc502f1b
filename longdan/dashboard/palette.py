"""Every colour of the product, in one place: pages, charts and maps take them from here.

Better and worse are blue and orange, never green and red, and a colour never says alone what a word or a shape does not.
"""

INK = "#1B2A3A"
PAPER = "#FFFFFF"
SURFACE = "#F6F8FA"
LINE = "#D9DFE5"
ACCENT = "#1F5FA8"  # what can be clicked

BETTER = "#2166AC"
WORSE = "#D95F0E"
SAME = "#8A94A0"

# The ends of PuOr of ColorBrewer: what lies high or low together with its neighbours, neither of which is better.
CLUSTER_HIGH = "#542788"
CLUSTER_LOW = "#B35806"

# YlGnBu of ColorBrewer (Harrower and Brewer 2003), from low to high: one ramp for each number of classes.
SEQUENTIAL: dict[int, tuple[str, ...]] = {
    1: ("#41B6C4",),
    2: ("#A1DAB4", "#2C7FB8"),
    3: ("#EDF8B1", "#7FCDBB", "#2C7FB8"),
    4: ("#FFFFCC", "#A1DAB4", "#41B6C4", "#225EA8"),
    5: ("#FFFFCC", "#A1DAB4", "#41B6C4", "#2C7FB8", "#253494"),
    6: ("#FFFFCC", "#C7E9B4", "#7FCDBB", "#41B6C4", "#2C7FB8", "#253494"),
    7: ("#FFFFCC", "#C7E9B4", "#7FCDBB", "#41B6C4", "#1D91C0", "#225EA8", "#0C2C84"),
}


def mix_colours(colour: str, other: str, share: float) -> str:
    """`colour` with a share (0–1) of `other` mixed in, as #RRGGBB."""
    channels = (round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in channels)
