"""How a match came about, told to an editor: ``ask --explain``."""

from typing import Final

QUESTION: Final = "Question : {question}"
SUBJECT: Final = "Compris comme : {subject}"
OUTCOME: Final[dict[str, str]] = {
    "answer": "Issue : réponse, car la confiance atteint {answer}.",
    "suggest": "Issue : choix proposé. La confiance est sous {answer}, mais il y a au moins "
    "{suggest} de chances que la bonne fiche soit parmi les proposées.",
    "none": "Issue : pas de réponse. Moins de {suggest} de chances qu'une fiche convienne.",
    "smalltalk": "Issue : politesse ou bruit, aucune fiche cherchée.",
}  # fmt: skip
BEST: Final = "Meilleure fiche : {entry} ({confidence}) « {title} »"
NO_CANDIDATE: Final = "Aucune fiche ne contient les mots de la question."
RUNNER_UP: Final = "Puis : {entry} ({confidence}) « {title} »"
MATCHED: Final = "Mots retrouvés dans la meilleure fiche (part dans la question) :"
WORD: Final = "  - {word} ({weight}) : {via}"
SAME: Final = "  - {word} ({weight}) : tel quel"
VIA: Final[dict[str, str]] = {
    "exact": "écrit « {term} » dans la base",
    "stem": "même racine que « {term} »",
    "equivalent": "équivalent de « {term} » (lexique)",
    "acronym": "sigle de « {term} » (lexique)",
    "repair": "faute réparée en « {term} »",
    "n-gram": "ressemble à « {term} »",
    "association": "proche de « {term} »",
}
OUTSIDE: Final = "Ressemble davantage à un sujet hors du périmètre : « {theme} »"
INTENTION: Final = "Demande ce que l'État compte faire : jamais sûr, sauf fiche classée ainsi."
INTENT: Final = "Demande au service lui-même : {intent}"
INTENTS: Final[dict[str, str]] = {
    "greeting": "salutation", "thanks": "remerciement", "farewell": "au revoir",
    "insult": "insulte", "noise": "rien de lisible", "foreign": "autre langue",
    "acknowledgement": "simple accord", "cancel": "annuler", "help": "aide", "home": "accueil",
    "back": "retour", "no_subject": "mots sans sujet",
    "not_understood": "pas compris la réponse", "shorter": "résumer",
    "reject": "ce n'est pas la question posée", "human": "parler à quelqu'un",
    "call_back": "être rappelé", "my_questions": "où en est ma question",
    "privacy": "mes données", "erase": "effacer",
}  # fmt: skip
STANDS_FOR: Final = "{acronym} : {expansions} (lexique)"
NOT_SPOKEN_OF: Final = "La fiche ne parle pas {words}."
OF: Final = "de {word}"
OF_VOWEL: Final = "d'{word}"
AND: Final = " ni "
UNEXPLAINED: Final = "Mots que la meilleure fiche ne contient pas : {words}"
ALL_EXPLAINED: Final = "La meilleure fiche contient tous les mots de la question."
ASPECT: Final = "Ce qui est demandé : {aspect}"
ASPECTS: Final[dict[str, str]] = {
    "what": "ce que c'est", "use": "à quoi cela sert", "who": "qui", "how_much": "combien",
    "money": "quelles aides", "when": "quand", "how": "comment faire", "may": "si on le peut",
    "must": "si c'est obligatoire", "conditions": "à quelles conditions",
    "sanction": "ce que l'on risque", "where": "où", "example": "des exemples",
    "problem": "que faire d'un problème",
}  # fmt: skip
OTHER: Final = "Autre sujet dans le même message :"
