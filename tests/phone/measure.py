"""How much of a phone's screen a message takes: 38 characters a line, folds shown by three lines.

Measured on a phone of 390 x 844: a line is 21 px high, a row of buttons 44 px, and 690 px are left
between the bar at the top and the field where one writes. On one of 320 px, a row of buttons is
267 px wide, with 4 px between two and 8 px inside each edge; a letter is some 7.4 px wide.
"""

import re
import textwrap
from typing import Final

from bot.knowledge.markdown import visible
from bot.pages.reply import Reply

WIDTH: Final = 38
LINE_PX: Final = 21
ROW_PX: Final = 44
SCREEN_PX: Final = 690
FOLDED_LINES: Final = 3
FITTING: Final = {2: 15, 3: 9, 4: 6, 5: 4}
"""Characters of a label that a narrow phone shows whole, by the number of buttons in its row."""
_FOLD: Final = re.compile(r"<blockquote expandable>(.*?)</blockquote>", re.DOTALL)


def height(reply: Reply) -> int:
    """Pixels that a reply takes before anything in it is opened."""
    text = _FOLD.sub(lambda fold: _first_lines(fold[1]), reply.html)
    return len(_lines(visible(text))) * LINE_PX + len(reply.rows) * ROW_PX


def cut(reply: Reply) -> list[str]:
    """The labels that do not fit in a row that they share; one alone may be a whole title."""
    return [
        choice.label
        for row in reply.rows
        for choice in row
        if len(row) > 1 and len(choice.label) > FITTING[len(row)]
    ]


def _first_lines(folded: str) -> str:
    return "\n".join(_lines(visible(folded))[:FOLDED_LINES])


def _lines(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in textwrap.wrap(line, WIDTH) or [""]]
