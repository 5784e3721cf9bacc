"""Each result says which words matched, through what, and which did not."""

import pytest

from bot.cli.explain import not_spoken_of
from bot.matching.index import Index
from bot.matching.matcher import match


@pytest.mark.parametrize(
    ("question", "word", "via"),
    [
        ("ravalement des façades", "ravalement", "exact"),
        ("magasins du centre qui ferment", "magasins", "equivalent"),
        ("signer l'opération de revitalisation de territoire", "revitalisation", "exact"),
        ("ravalemnt des façades", "ravalemnt", "repair"),
        ("adhésion au Cereema", "cereema", "repair"),
        ("peinture des façades", "peinture", "association"),
    ],
)
def test_matched_through(index: Index, question: str, word: str, via: str) -> None:
    matched = {one.word: one.via for one in match(question, index).reason.matched}
    assert matched[word] == via


def test_unexplained_words_are_named(index: Index) -> None:
    assert "pizza" in match("ravalement des façades de la pizza", index).reason.unexplained


def test_runner_up_is_the_second_candidate(index: Index) -> None:
    found = match("c'est quoi une ORT ?", index)
    assert found.reason.runner_up == found.candidates[1].entry


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("c'est quoi une ORT ?", "what"),
        ("combien coûte l'adhésion au cerema", "how_much"),
        ("avantages de l'ORT", "use"),
        ("étapes d'une ORT", "how"),
        ("ORT", None),
    ],
)
def test_aspect_asked(index: Index, question: str, aspect: str | None) -> None:
    assert match(question, index).reason.aspect == aspect


def test_shares_of_matched_words_stay_within_one(index: Index) -> None:
    reason = match("aides pour le ravalement des façades du centre", index).reason
    assert 0 < sum(one.weight for one in reason.matched) <= 1.001
    assert all(not one.term.startswith("#") for one in reason.matched)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Interdire le ravalement des façades", "La fiche ne parle pas d'interdire."),
        ("ravalement des façades de la pizza", "La fiche ne parle pas de pizza."),
        ("l'éléphant et le ravalement des façades", "La fiche ne parle pas d'éléphant."),
    ],
)
def test_what_is_missing_is_told_in_french(index: Index, question: str, sentence: str) -> None:
    assert not_spoken_of(match(question, index)) == sentence
