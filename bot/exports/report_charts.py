"""Inline SVG, drawn without text so that it stretches to any width; the page writes beside it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

COLUMN: Final = 10
"""Width of a week, gap included."""
HEIGHT: Final = 100

_SVG: Final = Markup(
    '<svg class="{kind}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img"'
    ' aria-label="{label}">{shapes}</svg>'
)
_RECTANGLE: Final = Markup(
    '<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
)


def bar(whole: int, part: int, most: int, label: str) -> Markup:
    """A bar as long as ``whole`` is to ``most``, of which ``part`` is darker."""
    shapes = _rectangle("whole", 0, 0, _scaled(whole, most), 10) + _rectangle(
        "part", 0, 0, _scaled(part, most), 10
    )
    return _SVG.format(kind="bar", width=HEIGHT, height=10, label=label, shapes=shapes)


def columns(weeks: Sequence[tuple[int, int]], label: str) -> Markup:
    """A column a week: (whole, part), the part darker, from the first to the last."""
    most = max((whole for whole, _ in weeks), default=0)
    shapes = Markup("")
    for at, (whole, part) in enumerate(weeks):
        for kind, count in (("whole", whole), ("part", part)):
            height = _scaled(count, most)
            shapes += _rectangle(kind, at * COLUMN + 1, HEIGHT - height, COLUMN - 2, height)
    width = max(len(weeks), 1) * COLUMN
    return _SVG.format(kind="columns", width=width, height=HEIGHT, label=label, shapes=shapes)


def _rectangle(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    return _RECTANGLE.format(kind=kind, x=x, y=y, width=width, height=height)


def _scaled(count: int, most: int) -> float:
    return round(count * HEIGHT / most, 2) if most else 0.0
