"""The Markdown of fiches: what Telegram gets is always valid, whatever an editor types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.markdown import html_to_plain, to_html, to_plain, unbalanced
from tests.telegram_server.html import HtmlParser


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("un **mot** gras", "un <b>mot</b> gras"),
        ("un *mot* penché", "un <i>mot</i> penché"),
        ("**gras et *penché* **", "**gras et <i>penché</i> **"),
        ("**gras *et penché***", "<b>gras <i>et penché</i></b>"),
        ("2 * 3 * 4 < 30 & plus", "2 * 3 * 4 &lt; 30 &amp; plus"),
        ("une\nligne", "une ligne"),
        ("un\n\ndeux", "un\n\ndeux"),
        ("- un\n- deux\n  suite", "• un\n• deux suite"),
        ("- un\nensuite", "• un\nensuite"),
        ("1. un\n2) deux", "1. un\n2. deux"),
        (
            "[Cerema](https://cerema.fr/a?b=1&c=2)",
            '<a href="https://cerema.fr/a?b=1&amp;c=2">Cerema</a>',
        ),
        (
            "[x](https://fr.wikipedia.org/wiki/A_(b))",
            '<a href="https://fr.wikipedia.org/wiki/A_(b)">x</a>',
        ),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("[x](tg://y)", "[x](tg://y)"),
        ("\\*pas penché\\*", "*pas penché*"),
        ("**[lien](https://a.fr)**", '<b><a href="https://a.fr">lien</a></b>'),
    ],
)
def test_rendering(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_plain_text() -> None:
    assert to_plain("**Oui**, voir [le guide](https://a.fr) & plus") == "Oui, voir le guide & plus"
    assert (
        html_to_plain('<a href="https://a.fr">le guide</a> &amp;') == "le guide (https://a.fr) &"
    )


@pytest.mark.parametrize(
    ("text", "mark"), [("**ouvert", "**"), ("[lien](https", "]("), ("tout **va** bien", None)]
)
def test_unbalanced(text: str, mark: str | None) -> None:
    assert unbalanced(text) == mark


@given(st.text(alphabet=st.sampled_from("ab*_[]()<>&\"'\\ \n-1.:/é🌳h") | st.characters()))
def test_telegram_accepts_whatever_is_typed(text: str) -> None:
    rendered = to_html(text)
    shown, _ = HtmlParser(rendered, strict=True).parse()
    assert shown == to_plain(text)
