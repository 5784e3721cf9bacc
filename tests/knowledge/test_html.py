"""How an answer is laid out: what answers first, the rest folded."""

import datetime
import re

import pytest

from bot.knowledge.html import answer_html, details_html, details_left_out
from bot.knowledge.loader import load
from bot.knowledge.markdown import visible
from bot.knowledge.models import Entry
from bot.pages.fiches import answer
from bot.pages.reply import Choice
from bot.pages.several import Also
from tests.conftest import SAMPLE

TODAY = datetime.date(2026, 11, 29)
FOLD = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)


def entry(**fields: object) -> Entry:
    return Entry.model_validate(
        {
            "question": "Peut-on ?",
            "reponse": "Oui, **partout**.\nSauf le dimanche.",
            "sources": [{"titre": "Code", "url": "https://example.org/code"}],
            "verifie_le": datetime.date(2026, 1, 12),
            **fields,
        }
    )


def unfolded(html: str) -> str:
    return visible(FOLD.sub("", html))


def test_without_a_gist_the_answer_is_read_first() -> None:
    html = answer_html(entry(details="Le bac se vide."), TODAY)
    assert "Oui, partout.\nSauf le dimanche." in unfolded(html)
    assert "Le bac se vide." not in unfolded(html)
    assert "Le bac se vide." in visible(html)


def test_with_a_gist_the_answer_is_folded_under_it() -> None:
    html = answer_html(entry(en_bref="Oui <toujours>.", a_faire="1. Demander."), TODAY)
    assert "Oui <toujours>.\n\n1. Demander." in unfolded(html)
    assert "partout" not in unfolded(html)
    assert "partout" in visible(html)


def test_sources_are_folded_under_the_date() -> None:
    html = answer_html(entry(), TODAY)
    assert "<blockquote expandable><b>Vérifié le 12 janvier 2026." in html, "its first line"
    assert "example.org" not in FOLD.sub("", html)
    assert "example.org" in html


def test_a_review_that_is_due_is_never_folded() -> None:
    html = answer_html(entry(a_revoir_le=datetime.date(2026, 2, 1)), TODAY)
    assert "devait être revue" in unfolded(html)


@pytest.mark.parametrize(("length", "left_out"), [(1_000, False), (3_480, True)])
def test_details_too_long_for_one_message_have_a_button(length: int, left_out: bool) -> None:
    one = entry(reponse="Oui. " * 230, details="mot " * (length // 4))
    assert details_left_out(one, TODAY) is left_out
    labels = [c.label for c in answer(load(SAMPLE), one, TODAY, 1).choices]
    assert ("En savoir plus" in labels) is left_out
    assert "mot mot" in details_html(one, TODAY)


def test_at_most_four_rows_of_buttons() -> None:
    base = load(SAMPLE)
    everything = list(base.entries.values())
    also = Also("\n\nAussi", tuple(Choice(str(n), f"v1:p:{n}:x") for n in range(1, 4)))
    shown = answer(base, everything[0], TODAY, 1, "un_bot", also)
    assert len(shown.rows) <= 4
