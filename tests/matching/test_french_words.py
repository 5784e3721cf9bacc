"""General French: synonyms, how common words are, and how a question is worded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.frequency import COMMONEST, RARE, information, is_french
from bot.matching.normalize import fold
from bot.matching.stems import stem
from bot.matching.thesaurus import THESAURUS, associated
from bot.matching.wording import Letters, Wordings, closeness


@pytest.mark.parametrize(
    ("word", "other"), [("patron", "employeur"), ("boutique", "magasin"), ("vélo", "bicyclette")]
)
def test_synonyms_stand_at_both_words(word: str, other: str) -> None:
    one, two = stem(fold(word)), stem(fold(other))
    assert two in [found.root for found in associated(one)]
    assert one in [found.root for found in associated(two)]


def test_a_synonym_counts_more_than_a_word_of_the_subject() -> None:
    rates = {found.root: found.rate for found in associated(stem("toiture"))}
    assert rates[stem("toit")] > rates[stem("tuile")] > 0


def test_the_thesaurus_is_sorted_and_holds_each_stem_once() -> None:
    lines = THESAURUS.read_text("utf-8").splitlines()
    heads = [line.partition(" ")[0] for line in lines if line[0] != "#"]
    assert heads == sorted(set(heads))
    assert all(stem(head) == head or associated(head) for head in heads)


def test_rare_words_say_more() -> None:
    assert information(stem("maison")) < information(stem("rancongiciel")) == COMMONEST - RARE
    assert information("de") == 0


def test_french_words_are_told_from_slips() -> None:
    assert is_french(stem("maison"))
    assert not is_french(stem("maisin"))


def _closeness(question: str, *phrasings: str) -> tuple[float, float]:
    letters = Letters()
    held = [letters.write(phrasing.split()) for phrasing in phrasings]
    words = question.split()
    asked = letters.read(words, [stem(word) for word in words])
    return closeness(asked, Wordings(*zip(*held, strict=True)))


def test_order_of_words_counts() -> None:
    right = _closeness("la region paie la commune", "la region paie la commune")
    wrong = _closeness("la commune paie la region", "la region paie la commune")
    assert right == (1, 1)
    assert wrong[0] < 1 > wrong[1]


def test_the_closest_phrasing_counts() -> None:
    alone = _closeness("ouvrir un cafe", "ouvrir un cafe au village")
    among = _closeness("ouvrir un cafe", "fermer la rue", "ouvrir un cafe au village")
    assert alone == among


def test_words_that_no_phrasing_holds_are_no_match() -> None:
    assert _closeness("xyzzy plugh", "ouvrir un cafe")[1] == 0


@given(st.lists(st.sampled_from(["a", "la", "mairie", "on", "ouvre", "un", "cafe"]), min_size=1))
def test_closeness_is_a_share(found: list[str]) -> None:
    assert all(0 <= one <= 1 for one in _closeness(" ".join(found), "on ouvre un cafe"))
