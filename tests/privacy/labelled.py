"""The labelled texts on which masking is tuned and judged, and how well it does on them.

A line holds a text, what must disappear (parts apart by `` / ``), and its kind; ``rien`` for a
harmless text, that must stay as it is. ``\\n``, ``\\u200b`` and the like are written as escapes.

    python -m tests.privacy.labelled [tune|judge]
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.privacy.masking import mask
from bot.texts.exports import PLACEHOLDERS

HERE: Final = Path(__file__).parent
HARMLESS: Final = "rien"
NAME: Final = "nom"
_ESCAPE: Final = re.compile(r"\\(?:n|u[0-9a-f]{4})")
_PIECE: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Labelled:
    """A text, what must disappear of it, and its kind."""

    text: str
    secret: str
    kind: str

    @property
    def good(self) -> bool:
        """Whether masking takes out all that must disappear, and nothing of a harmless text."""
        shown = mask(self.text).text
        if self.kind == HARMLESS:
            return shown == self.text
        for placeholder in PLACEHOLDERS.values():
            shown = shown.replace(placeholder, "")
        return all(
            shown.count(piece) <= self.text.count(piece) - self.secret.count(piece)
            for piece in _PIECE.findall(self.secret)
            if len(piece) > 2 or piece.isdigit()
        )


def read(half: str) -> list[Labelled]:
    """The texts of a half: ``tune`` or ``judge``."""
    lines = (HERE / f"masking_{half}.tsv").read_text("utf-8").splitlines()
    return [Labelled(*map(_unescaped, line.split("\t"))) for line in lines]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: found[0].encode().decode("unicode_escape"), text)


def share(found: list[Labelled]) -> float:
    """The share of texts that are treated rightly."""
    return sum(one.good for one in found) / len(found)


def main() -> None:
    """Print what is missed and the figures."""
    half = sys.argv[1] if len(sys.argv) > 1 else "tune"
    found = read(half)
    for one in found:
        if not one.good and half == "tune":
            sys.stdout.write(f"{one.kind:10} {one.text!r} -> {mask(one.text).text!r}\n")
    for kind in sorted({one.kind for one in found}):
        same = [one for one in found if one.kind == kind]
        sys.stdout.write(f"{kind:10} {sum(one.good for one in same):3} of {len(same)}\n")


if __name__ == "__main__":
    main()
