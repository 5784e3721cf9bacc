"""Greetings, thanks, insults and noise: messages that ask nothing.

A message is small talk only when every one of its words is, so that a question that begins with
a greeting stays a question.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.matching.french import FUNCTION_WORDS, listed
from bot.matching.intents import LONGEST, Intent, intent_of
from bot.matching.normalize import words
from bot.matching.result import SmallTalk

GREETINGS: Final = listed(
    """
    bonjour bonsoir salut coucou allo hello hey hi yo bjr bsr slt salutations bienvenue enchante
    rebonjour wesh
    """
)
THANKS: Final = listed(
    """
    merci mercis remercie remercions remerciements thanks thx parfait super genial nickel top
    impeccable bravo chapeau formidable excellent cool
    """
)
FAREWELLS: Final = listed(
    """
    revoir bye ciao adieu bientot demain aplus tchao
    """
)
INSULTS: Final = listed(
    """
    con conne cons connes connard connards connasse idiot idiote idiots imbecile imbeciles
    nul nulle nuls nulles merde merdique debile debiles pute salope encule encules abruti
    abrutis bouffon bouffons cretin cretins stupide ta-gueule gueule fdp ntm chier naze nazes
    incompetent incompetents incapable incapables pourri pourris inutile inutiles
    """
)
_COURTESY: Final = FUNCTION_WORDS | listed(
    """
    beaucoup infiniment bonne bon journee soiree nuit matinee week end weekend ca va vas
    allez allez-vous vous bot robot assistant aide reponse reponses explications
    renseignement renseignements info infos equipe toute super bien compris entendu note
    accord ok d'accord avance voila monde forme plaisir chose clair noel annee fete fetes
    """
)
_ABUSE: Final = FUNCTION_WORDS | listed(
    """
    bande espece sale sales gros grosse vraiment trop systeme bot robot machine service truc
    espece aussi nullissime marche
    """
)
_FILLER: Final = listed(
    """
    test tests essai oui non ok okay dac lol mdr ptdr xd blabla bla euh hum hmm bof haha hihi
    rien stop start aaa ah oh eh
    """
)
_KEYBOARD: Final = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LONG_WORD: Final = 6
"""Letters beyond which a word without a vowel is none."""
_SPELT: Final = 6
"""Letters of a sigle that is spelt out at most."""
_ROW: Final = 4
"""Neighbouring keys in a row that make a word a stroke of the hand."""
_ADDRESS: Final = re.compile(
    r"\d+ (?:bis |ter |quater )?(?:rue|avenue|av|boulevard|bd|place|chemin|impasse|allee|"
    r"route|quai)"
    r"\b(?!.*\b(?:comment|quel|quelle|quelles|quels|qui|quand|combien|peut|doit|que)\b)"
)
_ADDRESS_WORDS: Final = 9
_LATIN: Final = re.compile(r"[a-zA-Z\u00c0-\u024f]")
FOREIGN: Final = listed(
    """
    the is are was were what where when who why how can could would should do does did my
    your you we they have has had with from this that and for about please need want help get
    find your there here tell give show der die das und ist sind wie kann ich sie wir nicht
    ein eine einen bitte wo wann warum mein meine haben brauche suche fur mit el los las una
    como puedo donde cuando por favor quiero necesito tengo esta estoy mi para con que es hay
    cual il gli una come posso dove quando perche vorrei grazie buongiorno sono ho della per
    o os as um uma onde quando preciso quero obrigado nao eu voce falar com fazer de het een
    ik hoe kan waar mijn niet voor aan
    """
)
"""Everyday words of English, German, Spanish, Italian, Portuguese and Dutch."""
_ALSO_FRENCH: Final = FUNCTION_WORDS | listed(
    """
    est sont des les pour dans sur comment faire
    """
)
_FOREIGN_ONLY: Final = FOREIGN - _ALSO_FRENCH
_FRENCH_ONLY: Final = _ALSO_FRENCH - FOREIGN
_ABUSIVE: Final = INSULTS | _ABUSE
_POLITE: Final = _COURTESY | GREETINGS | THANKS | FAREWELLS
_KINDS: Final[tuple[tuple[frozenset[str], SmallTalk], ...]] = (
    (THANKS, "thanks"), (FAREWELLS, "farewell"), (GREETINGS, "greeting"),
)  # fmt: skip
_LOOKED_AT: Final = 400
"""Characters in which a foreign script is looked for."""
_FOREIGN_LEAST: Final = 2
_FOREIGN_SHARE: Final = 0.34


_SENTENCE: Final = re.compile(r"[,.;:!?\n…]+")
_LIGHT: Final = frozenset({Intent.GREETING, Intent.THANKS, Intent.FAREWELL, Intent.ACK})
"""What is only said beside something else."""
_SHOWN: Final[dict[Intent, SmallTalk]] = {
    Intent.GREETING: "greeting", Intent.THANKS: "thanks", Intent.FAREWELL: "farewell",
    Intent.INSULT: "insult", Intent.FOREIGN: "foreign", Intent.ACK: "thanks",
}  # fmt: skip


def classify(question: str, found: Sequence[str]) -> Intent | None:
    """What a message asks of the service itself, courtesies among it.

    Args:
        question: the message as typed.
        found: its words, as `bot.matching.normalize.words` gives them.

    Returns:
        The intent, of several sentences the weightiest; None when the message may be a question.
    """
    whole = _one(question, found)
    if whole is not None or len(found) > 2 * LONGEST:
        return whole
    parts = [part for part in _SENTENCE.split(question) if part.strip()]
    if len(parts) < _FOREIGN_LEAST:
        return None
    read = [_one(part, words(part)) for part in parts]
    intents = [one for one in read if one is not None]
    if len(intents) < len(read):
        return None
    heavy = [one for one in intents if one not in _LIGHT and one is not Intent.NOISE]
    return heavy[-1] if heavy else intents[0]


def _one(question: str, found: Sequence[str]) -> Intent | None:
    """The intent of one sentence."""
    asked = intent_of(question, found)
    if asked is not None and asked not in _LIGHT:
        return asked
    kind = small_talk(question, found)
    return asked if kind is None or (asked and kind == "noise") else Intent(kind)


def courtesy(intent: Intent) -> SmallTalk:
    """The courtesy due for an intent, where nothing better is shown."""
    return _SHOWN.get(intent, "noise")


def small_talk(question: str, found: Sequence[str]) -> SmallTalk | None:
    """What courtesy a message calls for.

    Args:
        question: the message as typed.
        found: its words, as `bot.matching.normalize.words` gives them.

    Returns:
        The kind; None when the message may be a question.
    """
    if _is_foreign(question, found):
        return "foreign"
    if _is_noise(found):
        return "noise"
    if not INSULTS.isdisjoint(found) and _ABUSIVE.issuperset(found):
        return "insult"
    if _POLITE.issuperset(found):
        for listed, kind in _KINDS:
            if not listed.isdisjoint(found):
                return kind
        if found[0] == "bonne" or found[0] == "bon":
            return "farewell"
        if found == ("ca", "va"):
            return "greeting"
    return None


def _is_noise(found: Sequence[str]) -> bool:
    """Whether no word says anything: numbers, letters, fillers, keys at random, an address."""
    if all(len(w) < 2 or w.isdigit() or w in _FILLER or _is_mashed(w) for w in found):
        return not _is_spelt(found)
    return len(found) <= _ADDRESS_WORDS and _ADDRESS.match(" ".join(found)) is not None


def _is_spelt(found: Sequence[str]) -> bool:
    """Whether letters one by one may be a sigle: "t a d", "5 g"."""
    letters = [word for word in found if len(word) == 1]
    several = len(letters) > 1 and any(word.isalpha() for word in letters)
    return several and len(letters) == len(found) <= _SPELT and len(set(letters)) > 1


def _is_mashed(word: str) -> bool:
    """Whether a word is a hand on the keyboard: neighbouring keys, or no vowel at length."""
    for row in _KEYBOARD:
        if len(word) >= _ROW and (word in row or (word[: _ROW + 1] in row and len(word) > _ROW)):
            return True
    voiceless = len(word) > _LONG_WORD and word.isalpha() and not set(word) & set("aeiouy")
    return voiceless or len(set(word)) == 1


def _is_foreign(question: str, found: Sequence[str]) -> bool:
    """Whether a message is in another script, or mostly in the small words of another language."""
    start = question[:_LOOKED_AT]
    if not start.isascii():
        letters = [c for c in start if c.isalpha()]
        if sum(_LATIN.match(c) is None for c in letters) * 2 > len(letters):
            return True
    foreign = sum(map(_FOREIGN_ONLY.__contains__, found))
    if foreign < max(_FOREIGN_LEAST, _FOREIGN_SHARE * len(found)):
        return False
    return foreign > sum(map(_FRENCH_ONLY.__contains__, found))
