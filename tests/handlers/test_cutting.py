"""Texts cut by Telegram's measure, judged by the parser of the local Telegram."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.html import escape
from handlers.cutting import pages, shortened, units
from tests.telegram_server.html import HtmlParser
from tests.telegram_server.text import utf16_length

WORDS = st.text("ab é😀&<>\n ", max_size=120)
PIECES = st.lists(st.tuples(st.sampled_from(["", "b", "i", "blockquote"]), WORDS), max_size=12)


def shown(rendered: str) -> str:
    """What a phone shows; raises where a tag is left open."""
    text, _ = HtmlParser(rendered, strict=True).parse()
    return text


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(PIECES, st.integers(8, 90))
def test_nothing_is_lost_and_every_piece_is_whole(
    pieces: list[tuple[str, str]], limit: int
) -> None:
    html = "".join(
        f"<{tag}>{escape(words)}</{tag}>" if tag else escape(words) for tag, words in pieces
    )
    found = pages(html, limit)
    assert all(utf16_length(shown(page)) <= limit for page in found)
    assert squeezed("".join(map(shown, found))) == squeezed(shown(html))


@given(st.text(max_size=300), st.integers(1, 100))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert units(cut) <= limit
    assert cut == text or cut.endswith("…")


def test_it_is_cut_between_paragraphs_and_links_go_on() -> None:
    html = 'un deux trois\n\n<a href="https://example.org/?a=1&amp;b=2">trois quatre cinq</a>'
    assert pages(html, 20) == ["un deux trois\n\n", html.partition("\n\n")[2]]
    first, second = pages(html.partition("\n\n")[2], 12)
    assert first.endswith("</a>")
    assert second.startswith('<a href="https://example.org/?a=1&amp;b=2">')


def test_what_fits_is_left_as_it_is() -> None:
    html = "<b>" + "😀" * 2048 + "</b>"
    assert pages(html) == [html]
    assert len(pages(html + "!")) == 2
