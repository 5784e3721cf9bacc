"""Pieces of YAML, quoted where they must be."""

from typing import Any, Final

import yaml

_ONE_LINE: Final[dict[str, Any]] = {"allow_unicode": True, "width": float("inf")}


def item(text: str, *, flow: bool = False) -> str:
    """A text as a list holds it, without the dash or the brackets: always on one line."""
    dumped = _item(text, flow, None)
    return dumped if len(dumped.splitlines()) <= 1 else _item(text, flow, '"')


def _item(text: str, flow: bool, style: str | None) -> str:
    dumped: str = yaml.safe_dump([text], default_flow_style=flow, default_style=style, **_ONE_LINE)
    return dumped.strip("\n")[1:-1] if flow else dumped[2:].rstrip("\n")
