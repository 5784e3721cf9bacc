"""The log asked again to another base."""

from bot.editorial.replay import Ledger, replay
from bot.editorial.tables import replay_text
from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from tests.editorial.conftest import Ask

BANC = "Comment choisir un banc pour la place ?"
KNOWN = "Comment installer un composteur collectif ?"


def test_each_question_falls_in_one_part(ask: Ask, index: Index) -> None:
    assert match(KNOWN, index).best is not None
    assert match(BANC, index).best is None
    odeurs, installer = (("compost-odeurs", 0.9),), (("compost-installer", 0.9),)
    asked = [
        ask(KNOWN),
        ask("comment INSTALLER un composteur collectif", status="repondue"),
        ask(KNOWN, outcome="answer", candidates=odeurs, entry="compost-odeurs"),
        ask(KNOWN, outcome="answer", candidates=installer, entry="compost-installer"),
        ask(BANC, outcome="answer", candidates=odeurs, entry="compost-odeurs"),
        ask(BANC, outcome="suggest", candidates=odeurs),
        ask("bonjour", outcome="smalltalk"),
    ]
    result = replay(asked, index)
    assert [(m.ids, m.before, m.after) for m in result.gained] == [
        ((1, 2), None, "compost-installer")
    ]
    assert [(m.ids, m.before) for m in result.changed] == [((3,), "compost-odeurs")]
    assert [(m.ids, m.before, m.after) for m in result.lost] == [((5,), "compost-odeurs", None)]
    assert (result.answered, result.unanswered) == (1, 1)
    assert (result.questions, result.wordings) == (6, 2)
    assert result.notices == ((1, "compost-installer"),)
    assert replay(asked[::-1], index) == result


def test_an_answer_is_what_the_matcher_gave_not_what_was_chosen_since(
    ask: Ask, index: Index
) -> None:
    chosen = ask(BANC, ("choix", "compost-odeurs"), outcome="suggest", entry="compost-odeurs")
    (result,) = (replay([chosen], index),)
    assert (result.lost, result.unanswered) == ((), 1)


def test_a_choice_that_the_new_answer_contradicts_is_told(ask: Ask, index: Index) -> None:
    result = replay([ask(KNOWN, ("rattachee", "compost-odeurs"), outcome="suggest")], index)
    assert result.gained[0].wanted == "compost-odeurs"
    assert "[une personne avait choisi compost-odeurs]" in replay_text(result)
    agreed = replay([ask(KNOWN, ("choix", "compost-installer"), outcome="suggest")], index)
    assert agreed.gained[0].wanted is None


def test_the_table_before_publishing(ask: Ask, index: Index) -> None:
    odeurs = (("compost-odeurs", 0.9),)
    asked = [ask(KNOWN), ask(KNOWN), ask(BANC, outcome="answer", candidates=odeurs)]
    asked += [ask(KNOWN, outcome="answer", candidates=odeurs)]
    shown = replay_text(replay(asked, index))
    assert "Auraient maintenant une réponse : 2 questions, 1 formulation" in shown
    assert f"« {KNOWN} » ×2" in shown
    assert "compost-odeurs → compost-installer" in shown
    assert f"  compost-odeurs →  « {BANC} »" in shown
    assert shown.endswith(
        "4 questions, 2 formulations : 2 en plus, 1 changée, 1 perdue, "
        "0 avec la même réponse, 0 toujours sans réponse."
    )
    assert "… et 1 autre" in replay_text(
        replay([ask(KNOWN), ask("C'est quoi un composteur ? " + KNOWN)], index), 1
    )


def test_an_empty_log_or_base_changes_nothing(ask: Ask) -> None:
    empty = Index.build([], Lexicon.build({}, ()))
    assert replay([], empty).questions == 0
    assert replay([ask(BANC)], empty).unanswered == 1


def test_a_new_entry_answers_who_was_waiting(ask: Ask) -> None:
    document = Document("banc-choisir", BANC, ("quel banc acheter",), ("banc",), "Un banc.", "x")
    others = [
        Document(f"e{n}", f"Sujet {word} ?", (), (), word, "x")
        for n, word in enumerate(("velo", "fibre", "eau", "ecole", "toit", "haie"))
    ]
    ledger = Ledger()
    for status in ("nouvelle", "en_cours", "hors_perimetre"):
        ledger.add(ask(BANC, status=status))
    result = ledger.against(Index.build([document, *others], Lexicon.build({}, ())))
    assert result.notices == ((1, "banc-choisir"), (2, "banc-choisir"))
