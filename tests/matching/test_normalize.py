"""One line a rule of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.normalize import fold, normal_form, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÉCOLE", "ecole"),
        ("l’école", "ecole"),
        ("L'ECOLE", "ecole"),
        ("l ecole", "ecole"),
        ("aujourd’hui", "aujourdhui"),
        ("prud'hommes", "prudhommes"),
        ("cœur de ville", "coeur de ville"),
        ("ex æquo", "ex aequo"),
        ("élu·e·s", "elus"),
        ("élu.e.s", "elus"),
        ("élu(e)s", "elus"),
        ("habitant·es", "habitants"),
        ("centre-ville", "centre ville"),
        ("1 000 m²", "1000 m2"),
        ("1000m2", "1000 m2"),
        ("1.000 m2", "1000 m2"),
        ("2ème", "2e"),
        ("2eme", "2e"),
        ("1er", "1e"),
        ("1ère", "1e"),
        ("01/07/2026", "1 juillet 2026"),
        ("1-7-2026", "1 juillet 2026"),
        ("3,5 t", "3_5 t"),
        ("400 €", "400 euros"),
        ("20 %", "20 pourcent"),
        ("O.R.T.", "ort"),
        ("n° 12", "numero 12"),
        ("y a-t-il", "y a il"),
        ("y a t il", "y a il"),
        ("c koi", "c quoi"),
        ("slt g plein de commerces vides", "salut ai plein de commerces vides"),
        ("louer un logement classé G pas isolé", "louer un logement classe g pas isole"),
        ("kes kon peu", "quest ce que on peu"),
        ("jveux savoir kil fodra", "je veux savoir il faudra"),
        ("pr qd svp", "pour quand"),
        ("qu'est-ce que c'est", "quest ce que est"),
        ("qu est ce que c est", "quest ce que est"),
        ("siiii", "sii"),
        ("voir https://exemple.fr/page?x=1 ici", "voir ici"),
        ("écrire à maire@ville.fr", "ecrire a"),
        ("été\u0301", "ete"),
        ("e\u0301cole", "ecole"),
        ("non\u00a0cassé", "non casse"),
        ("zéro\u200blargeur", "zerolargeur"),
        ("ＦＩＢＲＥ", "fibre"),
        ("🙂", ""),
        ("", ""),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normal_form(text) == expected


@given(st.text())
def test_words_never_raise_and_are_ascii(text: str) -> None:
    assert all(word.isascii() and word == word.lower() for word in words(text))


@given(st.text(alphabet="abcéèàçœ 'ÉÈÀÇ-", max_size=60))
def test_case_and_accents_change_nothing(text: str) -> None:
    assert normal_form(text.upper()) == normal_form(text)
    assert normal_form(fold(text)) == normal_form(text)
