"""A choice typed after a list, and questions that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.choice import typed_choice


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", (1,)), ("2", (2,)), ("2.", (2,)), ("(2)", (2,)), ("2)", (2,)), ("#3", (3,)),
        ("n° 1", (1,)), ("n°2", (2,)), ("N° 2 svp", (2,)), ("numéro 3", (3,)), ("no 2", (2,)),
        ("la première", (1,)), ("le premier", (1,)), ("La 1ère", (1,)), ("le 1er", (1,)),
        ("1er", (1,)), ("la 2", (2,)), ("le 2", (2,)), ("la deux", (2,)), ("la deuxième", (2,)),
        ("le second", (2,)), ("2ème", (2,)), ("la seconde svp", (2,)), ("le troisième", (3,)),
        ("la dernière", (4,)), ("le dernier", (4,)), ("réponse 2", (2,)), ("choix 3", (3,)),
        ("option 1", (1,)), ("je choisis la 2", (2,)), ("je prends la première", (1,)),
        ("oui la 2", (2,)), ("plutôt la troisième", (3,)), ("1️⃣", (1,)), ("3⃣", (3,)),
        ("②", (2,)), ("1 et 3", (1, 3)), ("la première et la troisième", (1, 3)),
        ("1, 2", (1, 2)), ("le 1 puis le 4", (1, 4)), ("la 4 merci", (4,)), ("c'est la 2", (2,)),
        ("celle du 2", (2,)), ("le 2 s'il vous plaît", (2,)), ("la question 2", (2,)),
        ("les deux", (1, 2)), ("les 2 premières", (1, 2)), ("toutes", (1, 2, 3, 4)),
        ("tous", (1, 2, 3, 4)), ("toutes les réponses", (1, 2, 3, 4)), ("les quatre",
        (1, 2, 3, 4)),
        ("la une", (1,)), ("le numéro un", (1,)), ("la première bien sûr", (1,)),
        ("numéro 2 s'il te plaît", (2,)), ("la bonne est la 2", (2,)), ("aucune merci", ()),
        ("aucune", ()), ("aucun", ()), ("aucune des quatre", ()), ("aucune de ces réponses", ()),
        ("aucune ne me convient", ()), ("rien de tout ça", ()), ("ni l'une ni l'autre", ()),
        ("0", ()), ("pas celles-là", ()), ("non aucune", ()), ("aucun de ceux-là", ()),
    ],
)  # fmt: skip
def test_choice(text: str, chosen: tuple[int, ...]) -> None:
    assert typed_choice(text, 4) == chosen


@pytest.mark.parametrize(
    "text",
    ["5", "la 9", "12", "zone 30", "2 G", "NIS 2", "la deuxième chance", "3000 habitants", "",
     "première année de mandat", "la loi 3DS", "aucune aide pour l'école", "les deux roues",
     "bonjour",
     "2026", "licence 4", "pour la 2e fois", "un pont", "la première fois que la fibre tombe"],
)  # fmt: skip
def test_no_choice(text: str) -> None:
    assert typed_choice(text, 4) is None


@pytest.mark.parametrize(
    ("text", "offered", "chosen"),
    [("oui", 1, (1,)), ("oui", 3, None), ("les deux", 2, (1, 2)), ("non", 1, ()), ("ok", 1, (1,)),
     ("tous les deux", 2, (1, 2)), ("la dernière", 2, (2,)), ("1", 0, None),
     ("les trois", 3, (1, 2, 3))],
)  # fmt: skip
def test_choice_depends_on_the_list(
    text: str, offered: int, chosen: tuple[int, ...] | None
) -> None:
    assert typed_choice(text, offered) == chosen


@given(text=st.text(max_size=80), offered=st.integers(0, 9))
def test_a_choice_is_always_in_the_list(text: str, offered: int) -> None:
    assert all(1 <= number <= offered for number in typed_choice(text, offered) or ())
