"""The sentence of an entry that speaks to what a follow-up asks, and none when none does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.quoting import sentence_on

TEXT = """La commune peut créer une zone bleue par arrêté du maire.
Le stationnement y est gratuit, pour 1 h 30 au plus.
- Les riverains peuvent recevoir une carte.
- Un dépassement coûte 35 euros d'amende (art. R. 417-3 du code de la route).
La demande est instruite en 2 mois par la préfecture. Elle vise les communes de plus de 3 500
habitants. En 2027, la règle change.
"""


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("et les riverains ?", "Les riverains"), ("combien l'amende ?", "Un dépassement"),
        ("quelle sanction ?", "Un dépassement"), ("et si on ne le fait pas ?", "Un dépassement"),
        ("quel délai ?", "La demande"), ("c'est gratuit ?", "Le stationnement"),
        ("qui instruit ?", "La demande"), ("et en 2027 ?", "En 2027"),
        ("la carte des riverains", "Les riverains"),
    ],
)  # fmt: skip
def test_the_sentence_that_tells(question: str, start: str) -> None:
    found = sentence_on(question, TEXT)
    assert found is not None
    assert found.startswith(start)


@pytest.mark.parametrize(
    "question",
    ["et les camions ?", "quelle aide financière ?", "et la salle des fêtes ?", "", "et alors ?",
     "combien coûte la borne ?", "et en 2031 ?", "qui paie les travaux de voirie ?"],
)  # fmt: skip
def test_no_sentence_tells(question: str) -> None:
    assert sentence_on(question, TEXT) is None


def test_an_abbreviation_ends_no_sentence() -> None:
    found = sentence_on("quelle amende ?", TEXT)
    assert found is not None
    assert found.endswith("route).")


@given(st.text(max_size=60), st.text(max_size=300))
def test_what_is_quoted_stands_in_the_text(question: str, text: str) -> None:
    found = sentence_on(question, text)
    assert found is None or found in text


def test_a_yearly_cost_is_no_delay() -> None:
    text = "L'essai a coûté 130 000 euros par an. Comptez douze mois d'étude, soit 1 an."
    for question in ("combien de temps ?", "quel délai ?"):
        found = sentence_on(question, text)
        assert found is not None
        assert found.startswith("Comptez")
    assert sentence_on("combien de temps ?", "L'essai a coûté 130 000 euros par an.") is None
