"""The size of a town, said in passing, does not decide what a question is about."""

import pytest

from bot.matching.normalize import words
from bot.matching.size import without_size


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (
            "mairie de 900 habitants, quelles aides pour l'école",
            "mairie de quelles aides pour ecole",
        ),
        (
            "quelle aide pour mon école, commune de 900 hab",
            "quelle aide pour mon ecole commune de",
        ),
        ("commune de moins de 2000 habitants, budget annexe", None),
        ("nous sommes 1900 habitants, l'accord est-il pour nous", None),
        ("9000 habitants, sommes-nous trop gros pour la dotation rurale", None),
        ("et pour une commune de 900 habitants", None),
        ("900 habitants", None),
        ("", None),
    ],
)
def test_what_is_left(asked: str, left: str | None) -> None:
    found = words(asked)
    assert list(without_size(found)) == (list(found) if left is None else left.split())
