"""The sentence of a text that speaks to a point: what it costs, who decides, until when."""

import re
from typing import Final, NamedTuple

from bot.matching.french import CIRCUMSTANCE, FRAMING, FUNCTION_WORDS, listed
from bot.matching.normalize import fold, words
from bot.matching.stems import stem
from bot.matching.thesaurus import SYNONYM, associated

LONGEST: Final = 320
"""Characters of a sentence that is quoted."""
_SENTENCE: Final = re.compile(
    r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b[Aa]rt\.)\s+(?=[^\Wa-z]|[«\"(])|\n+"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BULLET: Final = re.compile(r"^\s*(?:[-•*·–]|\d+[.)])\s*")


class _Point(NamedTuple):
    """What may be asked about a subject."""

    asked: frozenset[str]
    """Words that ask for it."""
    told: frozenset[str]
    """Words of which a sentence that tells it holds one."""
    figure: bool = False
    """Whether it holds a figure as well, ..."""
    plainly: frozenset[str] = frozenset()
    """... unless it holds one of these."""
    never: frozenset[str] = frozenset()
    """Words of a sentence that tells something else: « 8 000 euros par an » is no delay."""


_POINTS: Final = (
    _Point(
        listed("combien cout couts coute coutent prix tarif tarifs montant cher chere payer "
               "budget depense cotisation facture gratuit gratuite payant"),
        listed("euros euro gratuit gratuite gratuitement cout couts coute prix tarif tarifs "
               "montant facture payant plafond forfait subvention pourcent"),
        figure=True,
        plainly=frozenset({"gratuit", "gratuite", "gratuitement"}),
    ),
    _Point(
        listed("sanction sanctions amende amendes risque risques risquer penalite penalites "
               "contravention verbaliser verbalise verbalisation pv refuse refus condamne puni"),
        listed("amende amendes sanction sanctions penalite penalites contravention contraventions "
               "astreinte astreintes verbalise verbalisation verbaliser forfait demeure "
               "condamne peine delit poursuites"),
    ),
    _Point(
        listed("quand delai delais temps date dates echeance duree longtemps limite prend prendre "
               "jusqu calendrier annees mois"),
        listed("mois jours jour ans an semaines semaine avant delai delais date echeance duree "
               "annee annees janvier fevrier mars avril mai juin juillet aout septembre octobre "
               "novembre decembre"),
        figure=True,
        never=frozenset({"euros", "euro"}),
    ),
    _Point(
        listed("qui competent competence responsable contacter interlocuteur appeler adresser"),
        listed("maire prefet prefete prefecture commune communes conseil municipal epci interco "
               "intercommunalite departement region etat syndicat proprietaire proprietaires "
               "police agent agents gestionnaire operateur cerema anct architecte agence "
               "ministre"),
    ),
    _Point(
        listed("aide aides subvention subventions financement financer finance finances argent"),
        listed("aide aides subvention subventions finance finances financement financer dotation "
               "fonds pret dsil detr euros pourcent"),
    ),
    _Point(
        listed("obligatoire obligation oblige obligee obliges faut doit doivent"),
        listed("obligatoire obligation obligations oblige obligee obliges impose imposee "
               "facultatif facultative doit doivent tenu tenue"),
    ),
    _Point(
        listed("comment etapes etape procedure demarche demarches deroule"),
        listed("deliberation delibere etape etapes demande deposez saisissez commencez dossier "
               "procedure convention arrete"),
    ),
)  # fmt: skip
_SIZE: Final = _Point(
    listed("habitant habitants hab"), listed("habitant habitants hab"), figure=True
)  # fmt: skip
"""A size of town that is asked after: a sentence that gives one."""
ASKING: Final = frozenset[str]().union(*(point.asked for point in _POINTS))
"""Words that ask for a point of any subject and name none."""
_WHO_ARE: Final = re.compile(r"\b(?:nous )?(?:qui |on |nous )?(?:sommes|est|avons|a)\b(?=\s*\d)")
"""« nous qui sommes 3 000 »: a number of inhabitants."""
_DELAY: Final = _POINTS[2]
_HOW_LONG: Final = re.compile(r"\bcombien de (?:temps|jours|semaines|mois|annees|ans)\b")
_IF_NOT: Final = re.compile(r"\bsi (?:\w+ ){0,3}(?:ne )?(?:\w+ ){0,3}?pas\b|\bsinon\b|\bsi refus")


def sentence_on(question: str, text: str) -> str | None:
    """The sentence of a text that speaks to what a short question asks.

    Args:
        question: what follows after an answer: « et les riverains ? », « combien ça coûte ? ».
        text: the plain text of the entry on screen.

    Returns:
        The sentence whole, without its bullet; None when no sentence holds what is asked.
    """
    found = words(_WHO_ARE.sub(" habitants ", fold(question)))
    points = [point for point in _POINTS if not point.asked.isdisjoint(found)]
    if not points and any(word.isdigit() for word in found) and not _SIZE.asked.isdisjoint(found):
        points = [_SIZE]
    if _HOW_LONG.search(" ".join(found)):
        points = [_DELAY]
    if _IF_NOT.search(" ".join(found)):
        points = [_POINTS[1]]
    years = [frozenset({word}) for word in found if _YEAR.fullmatch(word)]
    content = years + [
        _forms(word)
        for word in dict.fromkeys(found)
        if word not in FUNCTION_WORDS and word not in FRAMING and word not in ASKING
        if not word.isdigit() and word not in CIRCUMSTANCE and word not in _GENERAL
    ]
    if not points and not content:
        return None
    asked = frozenset(found) - FUNCTION_WORDS
    best = max(
        (
            (_worth(one, asked, points, content), -at, one)
            for at, one in enumerate(_sentences(text))
        ),
        default=(0.0, 0, ""),
    )
    return best[2] if best[0] > 0 else None


_GENERAL: Final = listed("commune communes mairie ville maire cas fait fais autres autre chose")
"""Words that every entry holds."""


def _sentences(text: str) -> list[str]:
    parts = (_BULLET.sub("", part).strip() for part in _SENTENCE.split(text))
    return [part for part in parts if part and len(part) <= LONGEST and not part.endswith(":")]


def _forms(word: str) -> frozenset[str]:
    """The stems that may stand for a word: its own, and its synonyms."""
    root = stem(word)
    return frozenset({root, *(one.root for one in associated(root) if one.rate >= SYNONYM)})


def _worth(
    sentence: str, asked: frozenset[str], points: list[_Point], content: list[frozenset[str]]
) -> float:
    """How well a sentence tells what is asked; 0 when something of it is missing."""
    held = words(sentence)
    roots = {stem(word) for word in held}
    named = sum(not forms.isdisjoint(roots) for forms in content)
    if named < len(content):
        return 0.0
    told = [point for point in points if _tells(point, held)]
    if points and not told:
        return 0.0
    same = len(asked.intersection(held))
    return same + named + sum(len(point.told & set(held)) for point in told) + bool(told)


def _tells(point: _Point, held: tuple[str, ...]) -> bool:
    if not point.never.isdisjoint(held):
        return False
    figures = not point.figure or any(word[:1].isdigit() for word in held)
    return (figures and not point.told.isdisjoint(held)) or not point.plainly.isdisjoint(held)
