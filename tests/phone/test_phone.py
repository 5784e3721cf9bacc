"""The page of six exchanges: whole, escaped, self-contained, readable on a narrow phone."""

import asyncio
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from bot.config import SHIPPED_KNOWLEDGE
from tests.conftest import ROOT
from tests.conftest import SAMPLE as SAMPLE_BASE
from tests.phone.camera import camera, chromium
from tests.phone.entities import html_of
from tests.phone.exchanges import SAMPLE, SHIPPED, six
from tests.phone.page import page, told
from tests.phone.recording import Recorded, record

pytestmark = pytest.mark.slow

VOID: Final = frozenset({"meta"})
FETCHING: Final = frozenset({"src", "srcset", "style", "background", "poster", "data", "action"})


class Reader(HTMLParser):
    """The text of each element of one class, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.found: list[tuple[str, str]] = []
        """Class and text, in the order in which the elements end."""
        self._open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((dict(attrs).get("class") or tag, []))

    def handle_data(self, data: str) -> None:
        inside = {name for name, _ in self._open}
        for _, parts in self._open:
            if "edited" not in inside:
                parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        name, parts = self._open.pop()
        self.found.append((name, "".join(parts)))

    def texts(self, name: str) -> list[str]:
        return [text for found, text in self.found if found == name]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[Recorded]:
    folder = tmp_path_factory.mktemp("phone")
    return asyncio.run(record(six(SAMPLE), SAMPLE_BASE, folder))


@pytest.fixture(scope="module")
def drawn(recorded: list[Recorded]) -> str:
    return page(recorded)


@pytest.fixture
def read(drawn: str) -> Reader:
    reader = Reader()
    reader.feed(drawn)
    reader.close()
    return reader


def test_the_six_exchanges_are_there_word_for_word(
    recorded: list[Recorded], drawn: str, read: Reader
) -> None:
    messages = [message for phone in recorded for message in phone.messages]
    assert len(read.texts("h2")) == len(read.texts("section")) == 6
    assert read.texts("bubble") == [message.text for message in messages]
    assert read.texts("key") == [label for message in messages for label in message.labels]
    assert "Guide <des> communes & jardins" in "".join(read.texts("bubble"))
    assert "Guide &lt;des&gt; communes &amp; jardins" in drawn


def test_links_lead_where_the_bot_said(recorded: list[Recorded], read: Reader) -> None:
    messages = [message for phone in recorded for message in phone.messages]
    links = {url for message in messages for _, url in message.links}
    links |= {button.url for message in messages for button in message.buttons if button.url}
    assert links
    assert {attributes["href"] for tag, attributes in read.tags if tag == "a"} == links


def test_who_speaks_is_in_the_text(recorded: list[Recorded], read: Reader) -> None:
    said = [message.from_bot for phone in recorded for message in phone.messages]
    spoken = [text for text in read.texts("spoken") if "Avis" not in text]
    assert spoken == ["L'assistant :" if bot else "Vous :" for bot in said]
    assert any("Pas de message" in text for text in read.texts("toast"))


def test_nothing_is_fetched(drawn: str, read: Reader) -> None:
    assert not {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object"}
    assert not {name for _, attributes in read.tags for name in attributes} & FETCHING
    (style,) = read.texts("style")
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("a <b> & {0}", [], "a &lt;b&gt; &amp; {0}"),
        ("🏛️ halle", [("bold", 4, 5)], "🏛️ <b>halle</b>"),
        ("un deux", [("italic", 3, 4), ("bold", 0, 7)], "<b>un <i>deux</i></b>"),
        ("<x>y", [("bold", 0, 3), ("code", 3, 1)], "<b>&lt;x&gt;</b><code>y</code>"),
        ("/aide !", [("bot_command", 0, 5)], '<span class="link">/aide</span> !'),
        ("abc", [("custom_emoji", 0, 1), ("bold", 1, 2)], "a<b>bc</b>"),
        ("abcd", [("bold", 0, 3), ("italic", 2, 2)], "<b>ab<i>c</i></b>d"),
        (
            "https://a.fr/?x=1&y",
            [("url", 0, 19)],
            '<a href="https://a.fr/?x=1&amp;y">https://a.fr/?x=1&amp;y</a>',
        ),
    ],
)
def test_entities(text: str, entities: list[tuple[str, int, int]], html: str) -> None:
    told = [{"type": kind, "offset": at, "length": size} for kind, at, size in entities]
    assert html_of(text, told) == html


def test_a_link_is_escaped_and_only_leads_to_the_web() -> None:
    link = {"type": "text_link", "offset": 0, "length": 2}
    quoted = 'https://a.fr/{0}?"onclick="x'
    expected = '<a href="https://a.fr/%7B0%7D?&#34;onclick=&#34;x">ok</a>'
    assert html_of("ok", [link | {"url": quoted}]) == expected
    assert html_of("ok", [link | {"url": "javascript:x"}]) == '<span class="link">ok</span>'


@pytest.mark.skipif(chromium() is None, reason="no Chromium")
@pytest.mark.parametrize("width", [320, 390])
async def test_a_narrow_phone_shows_it_whole(drawn: str, tmp_path: Path, width: int) -> None:
    program = chromium()
    assert program is not None
    file = tmp_path / "phone.html"
    file.write_text(drawn, "utf-8")
    async with camera(program) as taking:
        light = await taking.take(file.as_uri(), width, "light")
        dark = await taking.take(file.as_uri(), width, "dark")
    assert not light.overflows
    assert light.png != dark.png


async def test_the_picture_in_the_readme_is_not_old(tmp_path: Path) -> None:
    recorded = await record(six(SHIPPED), SHIPPED_KNOWLEDGE, tmp_path)
    kept = (ROOT / "docs" / "phone.txt").read_text("utf-8")
    assert told(recorded) == kept, "run: python -m tests.phone.draw -o docs"
