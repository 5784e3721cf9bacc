"""What is kept of a page: its title, and its main text without menus, as a digest.

A page is read in a process of its own (this module is what it runs): whatever a site writes, what
it may end or hold up is that process alone.
"""

import asyncio
import json
import re
import sys
import unicodedata
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import asdict, dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import bot
from bot.texts import sources as texts

MAX_TITLE: Final = 200
FEW: Final = 20
"""Words under which the main part of a page is not its text."""
_SKIPPED: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form",
    "button", "select", "iframe",
})  # fmt: skip
_MAIN: Final = frozenset({"main", "article"})
_HEADINGS: Final = frozenset({"title", "h1"})
_MISSING: Final = re.compile(texts.MISSING, re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """What is kept of a page."""

    title: str
    digest: str
    missing: bool
    """Whether it says itself that there is no such page."""


class UnreadableError(Exception):
    """A page ended the process that read it."""


async def read_page(content: bytes, kind: str, charset: str | None) -> Page:
    """Read a page; the process that does it ends with the wait for it.

    Args:
        content: its bytes.
        kind: its media type; what is no HTML is taken as it is.
        charset: as its server says.

    Raises:
        UnreadableError: it cannot be read.
    """
    if "html" not in kind:
        return Page("", sha256(content).hexdigest()[:16], missing=False)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, charset or "utf-8"),
        cwd=Path(bot.__file__).parents[1],
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    try:
        told, _ = await process.communicate(content)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise UnreadableError
    return Page(**json.loads(told))


def _page_of(content: bytes, charset: str) -> Page:
    reader = _Reader()
    reader.feed(_decoded(content, charset))
    reader.close()
    main = " ".join(reader.main)
    text = main if len(_WORD.findall(main)) >= FEW else " ".join(reader.text)
    plain = " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
    title = " ".join(" ".join(reader.headings["title"]).split())
    heading = " ".join(" ".join(reader.headings["h1"]).split())
    missing = any(_MISSING.search(one) for one in (title, heading) if one)
    digest = sha256(plain.encode()).hexdigest()[:16]
    return Page((title or heading)[:MAX_TITLE], digest, missing)


class _Reader(HTMLParser):
    """Collects title, first heading, and text; what surrounds every page of a site is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.main: list[str] = []
        self.headings: dict[str, list[str]] = {name: [] for name in _HEADINGS}
        self._skipped = 0
        self._inside = 0
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """A part begins."""
        self._skipped += tag in _SKIPPED
        self._inside += tag in _MAIN
        if tag in _HEADINGS and not self.headings[tag]:
            self._heading = tag

    def handle_endtag(self, tag: str) -> None:
        """A part ends; one that never began is passed over."""
        self._skipped = max(0, self._skipped - (tag in _SKIPPED))
        self._inside = max(0, self._inside - (tag in _MAIN))
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        """Some text."""
        if self._heading:
            self.headings[self._heading].append(data)
        if self._skipped or self._heading == "title":
            return
        self.text.append(data)
        if self._inside:
            self.main.append(data)


def _decoded(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_page_of(sys.stdin.buffer.read(), sys.argv[1]))))
