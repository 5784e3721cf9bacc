"""Unanswered questions by subject."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.editorial.groups import Group, find, group
from bot.editorial.tables import groups_text
from bot.matching.index import Index
from bot.questionlog.records import LoggedQuestion
from tests.benchmarks.quality.groups import halves, labelled, logged, purity
from tests.editorial.conftest import Ask

CHATS = ("stérilisation des chats errants", "chats errents stérilisation", "Les chats errants ?")
PISCINE = ("rénovation de la piscine municipale", "la piscine municipale à rénover")


def texts(groups: Sequence[Group]) -> list[set[str]]:
    return [set(one.wordings) for one in groups]


def test_similar_questions_are_put_together(ask: Ask, index: Index) -> None:
    groups = group([ask(text) for text in (*PISCINE, *CHATS)], index)
    assert texts(groups) == [set(CHATS), set(PISCINE)]
    assert groups[0].ids == (3, 4, 5)
    assert groups[0].people == 3


def test_a_group_is_ranked_by_people_then_towns(ask: Ask) -> None:
    asked = [ask(text, person="one") for text in CHATS]
    asked += [ask(text, town=f"0100{n}") for n, text in enumerate(PISCINE)]
    asked += [ask("nid de frelons", person=f"f{n}", town="01004") for n in range(2)]
    groups = group(asked)
    assert [(one.people, one.towns, one.size) for one in groups] == [
        (2, 2, 2),
        (2, 1, 2),
        (1, 0, 3),
    ]


def test_the_wording_of_most_people_is_central(ask: Ask) -> None:
    asked = [
        ask("chats errants à stériliser"),
        *(ask("Chats errants, que faire ?") for _ in "abc"),
    ]
    (found,) = group(asked)
    assert found.question == "Chats errants, que faire ?"
    assert found.number == 2
    assert found.wordings == ("Chats errants, que faire ?", "chats errants à stériliser")


def test_a_chain_does_not_hold(ask: Ask) -> None:
    chain = [
        "piscine chauffage",
        "chauffage école",
        "école cour",
        "cour gravier",
        "gravier chemin",
    ]
    assert all(one.size <= 3 for one in group([ask(text) for text in chain]))


def test_only_open_questions_count(ask: Ask) -> None:
    asked = [
        ask("nid de frelons", status=status)
        for status in ("nouvelle", "en_cours", "repondue", "hors_perimetre", "doublon")
    ]
    asked.append(ask("bonjour", outcome="smalltalk"))
    asked.append(ask("nid de frelons", kind="appui"))
    (found,) = group(asked)
    assert found.ids == (1, 2)


def test_the_domain_is_the_one_most_candidates_are_of(ask: Ask) -> None:
    domains = {"compost-odeurs": "jardins", "desherbage-livres": "bibliotheque"}
    near = (("compost-odeurs", 0.3), ("desherbage-livres", 0.1), ("gone", 0.9))
    (found,) = group([ask("le tas sent mauvais", candidates=near)], domains=domains)
    assert found.domain == "jardins"
    (unknown,) = group([ask("le tas sent mauvais")], domains=domains)
    assert unknown.domain is None


def test_any_question_of_a_group_names_it(ask: Ask) -> None:
    groups = group([ask(text) for text in CHATS])
    assert {find(groups, name) for name in ("G1", "g2", " G3 ")} == {groups[0]}
    assert [find(groups, name) for name in ("G9", "1", "G", "")] == [None] * 4


def test_questions_without_a_subject_stay_apart(ask: Ask) -> None:
    assert len(group([ask("?!"), ask(""), ask("et alors"), ask("c'est quoi")])) >= 3
    assert group([]) == ()


def test_many_alike_but_for_a_number() -> None:
    asked = logged(f"cantine numero {number}" for number in range(3_000))
    assert sum(one.size for one in group(asked)) == 3_000


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_questions_does_not_matter(chance: random.Random) -> None:
    asked = logged(text for _, text in labelled()[:60])
    asked += [LOGGED_TWICE]
    shuffled = list(asked)
    chance.shuffle(shuffled)
    assert group(shuffled) == group(asked)


def test_groups_are_pure_on_the_labels_that_judge(index: Index) -> None:
    _, judge = halves(labelled())
    labels = dict(enumerate((label for label, _ in judge), 1))
    pure, inverse, _ = purity(group(logged(text for _, text in judge), index), labels)
    assert pure >= 0.7  # with the shipped base it is higher: tests/benchmarks/quality/groups.py
    assert inverse >= 0.5


def test_the_sample_is_large_enough() -> None:
    sample = labelled()
    assert len(sample) >= 200
    assert len({label for label, _ in sample}) >= 40
    assert len({text for _, text in sample}) == len(sample)


def test_the_terminal_shows_central_questions_and_totals(ask: Ask) -> None:
    asked = [ask(text, domain="jardins") for text in CHATS] + [ask("ligne\nsuivante " * 20)]
    shown = groups_text(group(asked), limit=1)
    assert "3 personnes, 0 commune, 3 questions, jardins" in shown
    assert "n° 1, 2, 3" in shown
    assert shown.endswith("4 questions sans réponse, 2 groupes.")
    assert groups_text((), 5) == "Aucune question sans réponse."


LOGGED_TWICE: LoggedQuestion = logged(["que faire des chiens errants dans la commune"] * 100)[99]
