"""Long messages: the question is found in them, and two subjects give two results."""

from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from bot.matching.normalize import words
from bot.matching.segments import segments
from tests.matching.conftest import DOCUMENTS

MAIL = """Bonjour Madame, Monsieur,
Je me permets de revenir vers vous à la suite de notre échange téléphonique de la semaine dernière.
Comme vous le savez, notre équipe municipale vient de prendre ses fonctions et découvre beaucoup
de dossiers. Nous avons eu de nombreux rendez-vous avec les habitants du hameau du Moulin, qui sont
très mécontents. Comment lancer une campagne de ravalement des façades ?
Je reste à votre disposition pour tout complément et vous remercie par avance de votre retour.
Bien cordialement, le premier adjoint, Jean Dupont, 12 place de la Mairie."""


def test_question_found_in_a_mail(index: Index) -> None:
    found = match(MAIL, index)
    assert found.outcome == "answer"
    assert found.candidates[0].entry == "facades-campagne"
    assert "ravalement" in found.subject


def test_two_questions_give_two_results(index: Index) -> None:
    found = match("C'est quoi une ORT ? Et combien coûte l'adhésion au Cerema ?", index)
    assert found.candidates[0].entry == "ort-definition"
    assert [one.candidates[0].entry for one in found.others] == ["cerema-prix"]


def test_short_question_is_one_segment() -> None:
    question = "fibre, raccordement échoué. Que faire ?"
    assert segments(question, words(question)) == [question]


def test_questions_announced_as_several_are_several() -> None:
    asked = "comment vendre un chemin rural", "quelles aides pour la fibre ?"
    message = f"Bonjour, j'ai deux questions : {asked[0]} et {asked[1]}"
    assert segments(message, words(message)) == [f"{asked[0]} ?", asked[1]]
    joined = " et ".join(asked)
    assert segments(joined, words(joined)) == [joined]


def test_very_long_message_is_bounded(index: Index) -> None:
    assert match("fibre raccordement. " * 20_000, index).candidates


def test_a_closing_sentence_that_names_no_subject_does_not_stand_for_the_message() -> None:
    court = Document(
        "justice", "Aller en justice : devant quel tribunal ?",
        ("aller en justice", "saisir le tribunal"), ("justice",), "Le tribunal administratif.", "",
    )  # fmt: skip
    index = Index.build([*DOCUMENTS, court], Lexicon.build({}, []))
    message = (
        "Les échafaudages du ravalement bloquent le marché, les commerçants perdent leurs clients "
        "et l'entreprise reste muette. Dites si cela vaut la justice ou un tribunal quelconque"
    )
    found = match(message, index)
    assert found.outcome != "answer"
    assert found.subject.startswith("Les échafaudages")


def test_beside_a_question_what_tells_how_things_stand_is_not_answered(index: Index) -> None:
    told, asked = "Façades sales dans la grande rue.", "Comment mettre en place une ORT ?"
    assert match(told, index).outcome == "answer"
    found = match(f"{told} {asked} Et l'extinction des lampadaires à minuit ?", index)
    entries = [one.candidates[0].entry for one in (found, *found.others)]
    assert entries == ["ort-mise-en-place", "eclairage-extinction"]
