"""What editors read when questions become fiches: groups, drafts, phrasings learnt, replay."""

from typing import Final

TO_WRITE: Final = "À RÉDIGER"
"""Stands in a draft wherever somebody has to write; a file that holds it is not served."""
STILL_TO_WRITE: Final = "brouillon, laissé de côté : remplacez « À RÉDIGER »"

# Groups.
GROUP: Final = (
    "{name}  {people:personne|personnes}, {towns:commune|communes}, "
    "{size:question|questions}{domain}"
)
GROUP_DOMAIN: Final = ", {domain}"
GROUP_QUESTION: Final = "    {question}"
GROUP_NUMBERS: Final = "    n° {numbers}"
GROUP_MORE: Final = " et {count:autre|autres}"
GROUPS_SUMMARY: Final = "{questions:question|questions} sans réponse, {groups:groupe|groupes}."
GROUPS_NONE: Final = "Aucune question sans réponse."

TRUNCATED: Final = "…"

# Drafts.
SCHEMA_LINE: Final = "# yaml-language-server: $schema=../schemas/fiche.schema.json"
DRAFT_ORIGIN: Final = (
    "# Brouillon fait de la question n° {number} ({size:question|questions}, "
    "{people:personne|personnes})."
)
DRAFT_WRITTEN: Final = (
    "Brouillon écrit : {path}\nRédigez les passages « {marker} », donnez-lui un nom qui dise son "
    "sujet, puis déplacez-le dans {folder}."
)
DRAFT_NEAR: Final = "Fiches proches, à lire d'abord : {entries}"
DRAFT_NO_DOMAIN: Final = "le domaine ne se devine pas : donnez-le ({domains})"
DRAFT_UNKNOWN_DOMAIN: Final = "domaine inconnu : « {domain} » (attendu : {domains})"
DRAFT_ALREADY: Final = "la fiche « {entry} » porte déjà cette question : « {question} »"
DRAFT_EXISTS: Final = "{path} existe déjà : rien n'a été écrit"
DRAFT_NO_SUCH: Final = (
    "« {name} » ne désigne ni un groupe (G et un numéro de question) ni une question du journal"
)
CANNOT_WRITE: Final = "{path} : écriture impossible ({reason})"

# Phrasings learnt.
LEARN_PROPOSAL: Final = "{entry} : « {phrasing} » ({why})"
LEARN_PEOPLE: Final = "choisie par {people:personne|personnes}"
LEARN_REVIEWER: Final = "rattachée par un relecteur"
LEARN_NONE: Final = "Aucune formulation nouvelle à proposer."
LEARN_REFUSED: Final = "{path} : « {phrasing} » n'a pas été ajoutée, {reason}"
LEARN_WRITTEN: Final = "{path} : {count:formulation ajoutée|formulations ajoutées}"
NOT_A_FICHE: Final = "le fichier a des fautes : lancez « check »"
CANNOT_INSERT: Final = "la liste « variantes » a une forme inattendue : ajoutez-la à la main"
LEFT_TO_OTHERS: Final = "c'est un exemple de hors_perimetre.yaml (« {theme} »)"
WOULD_FAULT: Final = "la base aurait des fautes : {faults}"
FILE_CHANGED: Final = "{path} a changé entre-temps : rien n'y a été écrit"
CANNOT_READ: Final = "lecture impossible ({reason})"

# Replay.
REPLAY_REFUSED: Final = (
    "la base a des fautes, personne n'est prévenu : corrigez-les d'abord (check)\n{faults}"
)
REPLAY_TITLES: Final = {
    "gained": "Auraient maintenant une réponse",
    "changed": "Changeraient de réponse",
    "lost": "Perdraient leur réponse",
}
REPLAY_SECTION: Final = (
    "{title} : {questions:question|questions}, {wordings:formulation|formulations}"
)
REPLAY_MOVE: Final = "  {move}  « {question} »{times}{against}"
REPLAY_GAINED: Final = "→ {after} ({confidence})"
REPLAY_CHANGED: Final = "{before} → {after} ({confidence})"
REPLAY_LOST: Final = "{before} →"
REPLAY_TIMES: Final = " ×{times}"
REPLAY_AGAINST: Final = "  [une personne avait choisi {entry}]"
REPLAY_MORE: Final = "  … et {count:autre|autres}"
REPLAY_SUMMARY: Final = (
    "{questions:question|questions}, {wordings:formulation|formulations} : {gained} en plus, "
    "{changed:changée|changées}, {lost:perdue|perdues}, {answered} avec la même "
    "réponse, {unanswered} toujours sans réponse."
)

# Words of a person that no public file holds; folded, without accents.
THANKS: Final = frozenset({"merci", "mercis", "remercie", "remercions", "cordialement"})
NOT_COURTESIES: Final = frozenset({"bienvenue", "salutations", "enchante", "yo"})
NOT_ABUSE: Final = frozenset(
    {
        "nul", "nulle", "nuls", "nulles", "incapable", "incapables", "inutile", "inutiles",
        "incompetent", "incompetents", "pourri", "pourris", "gueule", "stupide",
    }
)  # fmt: skip
"""Insults that are words of the trade as well: a vote that is void, an adult without capacity."""
OFFICES: Final = frozenset(
    {
        "maire", "mairie", "mairesse", "adjoint", "adjointe", "elu", "elue", "commune", "ville",
        "village", "municipalite", "habitants", "conseiller", "conseillere",
    }
)  # fmt: skip
OF: Final = frozenset({"de", "d", "du", "des", "a", "au", "la", "le", "les"})
DIFFERENCE_AT: Final = "Ligne {line}"
SECOND_READER: Final = "second lecteur"
"""Whoever publishes a fiche has read it again: a role, not a name."""
