"""What the text of an entry says of a question decides how sure an answer is."""

import pytest

from bot.matching.acts import act
from bot.matching.grounds import Grounds, Text, grounds
from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import match
from bot.matching.normalize import words
from bot.matching.query import analyse
from bot.matching.stems import stem
from bot.matching.texts import passages
from tests.matching.conftest import DOCUMENTS

JOIN = Document(
    "adhesion", "Comment adhérer au syndicat d'énergie ?",
    ("entrer dans le syndicat d'énergie", "quitter le syndicat d'énergie", "prix du syndicat"),
    ("syndicat d'énergie",),
    "Le conseil municipal délibère, puis le président du syndicat accepte l'adhésion.\n"
    "Écrivez au président avant le mois de juin ; la réponse vient en deux mois.\n"
    "Joignez la délibération et le dernier inventaire des compteurs de la commune.\n"
    "Le syndicat vote ensuite, puis le préfet prend un arrêté.\n"
    "La commune transfère sa compétence le premier janvier qui suit.\n"
    "Les contrats en cours sont repris par le syndicat sans frais de dossier.\n"
    "Un élu représente la commune au comité, avec un suppléant.\n"
    "L'article L. 5211-18 du code général des collectivités règle la procédure.",
    "essai", "La commune adhère par délibération, avec l'accord du syndicat.",
)  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Index:
    """The small base, with an entry that has a text."""
    return Index.build([JOIN, *DOCUMENTS], Lexicon.build({}, []))


def found(question: str, index: Index) -> Grounds:
    return grounds(analyse(words(question), index), Text(0, index), index)


def test_what_the_text_says_is_read(told: Index) -> None:
    said = found("comment adhérer au syndicat d'énergie", told)
    assert said.read == said.headed == 1
    assert not said.act
    assert not said.missing


def test_the_opposite_act_is_no_ground_though_a_phrasing_holds_it(told: Index) -> None:
    said = found("quitter le syndicat d'énergie", told)
    assert said.act
    assert said.opposed
    assert said.phrased > 0


@pytest.mark.parametrize(
    ("question", "lack"),
    [
        ("combien coûte le syndicat d'énergie", "cost"),
        ("contester l'adhésion au syndicat", "contest"),
        ("quelle amende si on n'adhère pas au syndicat", "sanction"),
        ("adhérer au syndicat d'énergie en Martinique", "place"),
        ("adhérer au syndicat selon l'article 1234", "figure"),
    ],
)
def test_what_is_asked_and_not_told_is_named(told: Index, question: str, lack: str) -> None:
    assert getattr(found(question, told), lack) == 1


def test_what_is_told_is_not_lacking(told: Index) -> None:
    said = found("en combien de mois peut-on adhérer, selon l'article 5211", told)
    assert not said.figure
    assert said.term < 1


def test_the_opposite_act_is_never_answered(told: Index) -> None:
    assert match("rejoindre le syndicat d'énergie", told).outcome == "answer"
    assert match("quitter le syndicat d'énergie", told).outcome == "suggest"


def test_opposite_acts_are_apart() -> None:
    for one, other in (("ouvrir", "fermer"), ("eteindre", "rallumer"), ("acheter", "vendre")):
        known = act(stem(one))
        assert known is not None
        assert stem(other) in known.opposite
        assert stem(other) not in known.same


def test_passages_hold_all_words_once() -> None:
    text = "Non.\nLe maire peut refuser, par écrit. Il le motive : ordre, sécurité.\n1. Écrire."
    assert " ".join(passages(text)).split() == text.split()
