"""The small trend of a card, as SVG: the area in ink, its parent in grey. It needs no axis: it says up, down or steady."""

from base64 import b64encode

import polars as pl

from longdan.dashboard.palette import INK, SAME

WIDTH, HEIGHT, MARGIN = 220, 44, 5


def draw_spark(line: pl.DataFrame, parent_line: pl.DataFrame, *, shares_scale: bool, title: str) -> str:
    """An image of two frames with end_on, value and line_no; empty where no two figures of the area are joined.

    An <img> that carries its SVG, since the page's own sanitiser drops an <svg>. `title` is its words, escaped.
    `shares_scale` puts both on one scale; counts are each scaled to themselves, since a country dwarfs a commune.
    """
    own = _points(line)
    if len({number for _, _, number in own}) == len(own):
        return ""
    parent = _points(parent_line)
    days = [point[0] for point in own + parent]
    span = (min(days), max(days))
    together = [point[1] for point in own + (parent if shares_scale else [])]
    drawn = _draw_lines(parent, span, together if shares_scale else [point[1] for point in parent], SAME, 1.25)
    drawn += _draw_lines(own, span, together, INK, 1.75)
    x, y = _place(own[-1], span, together)
    drawn += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{INK}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
    return f'<img class="spark" alt="{title}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _points(line: pl.DataFrame) -> list[tuple[int, float, int]]:
    """(day number, value, line number) of every figure that belongs to a line."""
    kept = line.filter(pl.col("line_no").is_not_null())
    return [(row["end_on"].toordinal(), row["value"], row["line_no"]) for row in kept.to_dicts()]


def _draw_lines(points: list, span: tuple[int, int], values: list[float], colour: str, width: float) -> str:
    drawn = ""
    for number in dict.fromkeys(point[2] for point in points):
        places = [_place(point, span, values) for point in points if point[2] == number]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        drawn += f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
    return drawn


def _place(point: tuple[int, float, int], span: tuple[int, int], values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    across = (point[0] - span[0]) / ((span[1] - span[0]) or 1)
    up = (point[1] - low) / (high - low) if high > low else 0.5
    return MARGIN + across * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - up * (HEIGHT - 2 * MARGIN)
