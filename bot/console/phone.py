"""A message as a phone shows it: Telegram's HTML made into ours, and nothing else let through."""

from html import escape
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup

_PLAIN: Final = frozenset({"b", "strong", "i", "em", "u", "s", "code", "pre"})

_OPENED: Final = '<div class="folded">'
_FOLDED: Final = "</div></details>"


def drawn(html: str) -> Markup:
    """The bubble of a message.

    Args:
        html: in Telegram's HTML; any other mark is left out, its text stays.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Markup("".join(reader.parts))  # noqa: S704 - made of known marks and escaped text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._title = False
        """Whether the title of a fold is being read: the mark that opens it is left out."""
        self._folds: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a mark."""
        given = dict(attrs)
        if tag == "blockquote":
            self._folds.append("expandable" in given)
            if self._folds[-1]:
                self.parts.append('<details class="fold"><summary>')
                self._title = True
            else:
                self.parts.append("<blockquote>")
        elif tag == "a" and (given.get("href") or "").startswith(("http://", "https://")):
            href = escape(given["href"] or "")
            self.parts.append(f'<a href="{href}" rel="noopener noreferrer">')
        elif tag == "a":
            self.parts.append("<a>")
        elif tag in _PLAIN:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Close a mark."""
        if tag == "blockquote" and self._folds:
            folded = self._folds.pop()
            self._end_title()
            self.parts.append(_FOLDED if folded else "</blockquote>")
        elif tag == "a" or tag in _PLAIN:
            self.parts.append(f"</{tag}>")
            if tag == "b":
                self._end_title()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self.parts and self.parts[-1] in (_OPENED, _FOLDED):
            data = data.removeprefix("\n")  # a block ends its line by itself
        self.parts.append(escape(data))

    def _end_title(self) -> None:
        if self._title:
            self._title = False
            self.parts.append("</summary>")
            self.parts.append(_OPENED)
