"""Forgotten and added spaces."""

import pytest

from bot.matching.spacing import respaced
from bot.matching.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    dict.fromkeys("centre ville zone 30 covoiturage 2g raccordement fibre".split(), 3)  # noqa: SIM905
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("centreville", "centre ville"),
        ("centre ville", "centre ville"),
        ("zone30", "zone 30"),
        ("co voiturage", "covoiturage"),
        ("raccordementfibre", "raccordement fibre"),
        ("2g", "2g"),
        ("fibr", "fibr"),
        ("inconnu", "inconnu"),
        ("centr eville", "centre ville"),
        ("raccordementf ibre", "raccordement fibre"),
        ("l afibre", "la fibre"),
        ("centre vile", "centre vile"),
    ],
)
def test_respaced(typed: str, expected: str) -> None:
    assert " ".join(respaced(typed.split(), VOCABULARY)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("lort", "ort"), ("dopah", "opah"), ("lor", "lor"), ("tort", "tort"), ("lart", "lart")],
)
def test_an_article_glued_to_an_acronym(typed: str, expected: str) -> None:
    assert respaced([typed], VOCABULARY, {"ort", "opah", "or"}) == [expected]
