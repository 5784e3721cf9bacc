"""Signs that stay with their word on a narrow screen."""

import pytest

from bot.texts.typography import Count, unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Qui signe ?", "Qui signe\u00a0?"),
        ("« oui » : 20 % et 3 €", "«\u00a0oui\u00a0»\u00a0: 20\u00a0% et 3\u00a0€"),
        ("la question n° 3", "la question n°\u00a03"),
        ("<b>Qui paie ?</b>", "<b>Qui paie\u00a0?</b>"),
        ("a :b", "a :b"),
        ("https://exemple.fr/?a=1;b", "https://exemple.fr/?a=1;b"),
    ],
)
def test_signs_stay_with_their_word(text: str, shown: str) -> None:
    assert unbroken(text) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 jour ouvré"), (1, "1 jour ouvré"), (10, "10 jours ouvrés")]
)
def test_a_number_agrees_with_its_words(count: int, shown: str) -> None:
    assert f"{Count(count):jour ouvré|jours ouvrés}" == shown
    assert f"{Count(count):03d}" == f"{count:03d}"
