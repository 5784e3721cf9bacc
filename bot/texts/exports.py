"""What reviewers read in exports."""

from typing import Final

from bot.texts.typography import grouped

COLUMNS: Final = {
    "numero": "Numéro",
    "date": "Date",
    "commune": "Commune ou territoire",
    "domaine": "Domaine",
    "question": "Question",
    "resultat": "Résultat",
    "fiche": "Fiche",
    "statut": "Statut",
    "avis": "Avis",
    "reponse": "Réponse personnelle",
    "decalage": "Décalage (Europe/Paris)",
    "canal": "Canal",
    "nature": "Nature",
    "personne": "Personne (pseudonyme)",
    "reference": "Référence de la fiche",
    "confiance": "Confiance",
    "candidats": "Fiches candidates",
    "doublon_de": "Doublon du numéro",
    "suites": "Suites",
    "base": "Version de la base",
}
"""The columns of tables, in order; the first ten are printed. JSON has most of their keys."""
PRINTED: Final = 10

CHANNELS: Final = {
    "telegram": "Telegram",
    "inline": "Telegram, dans une autre conversation",
    "guest": "Telegram, appelé dans une autre conversation",
    "console": "console",
    "cli": "ligne de commande",
}
KINDS: Final = {"question": "question", "appui": "demande d'appui"}
OUTCOMES: Final = {
    "answer": "réponse donnée",
    "suggest": "choix proposé",
    "none": "sans réponse",
    "smalltalk": "politesse",
}
FEEDBACK: Final = {"utile": "utile", "inutile": "pas utile"}
ACTS: Final = {
    "choix": "fiche choisie",
    "aucune": "aucune des fiches proposées",
    "utile": "jugée utile",
    "inutile": "jugée pas utile",
    "transmise": "transmise aux experts",
    "details": "détails lus",
    "voir_aussi": "fiche voisine lue",
    "autre_texte": "autre texte lu",
    "corrigee": "corrigée par son auteur",
    "retiree": "retirée par son auteur",
    "prise": "prise en charge",
    "repondue": "réponse personnelle",
    "rattachee": "rattachée à une fiche",
    "publiee": "répondue par une fiche publiée",
    "hors_perimetre": "classée hors périmètre",
    "doublon": "classée comme doublon",
    "rouverte": "rouverte",
}
TOWN: Final = "{code} {name}"
TOWN_UNLISTED: Final = "{code} (hors liste)"

SHEET: Final = "Questions"
FOOTER: Final = "&L&A&CJournal des questions&R&P / &N"
LIST_SEPARATOR: Final = " | "

# The sheet of figures.
FIGURES_SHEET: Final = "Chiffres"
MORE_SHEET: Final = "Questions {number}"
FIGURES_NOTE: Final = (
    "Politesses exclues. Une question est répondue quand son statut est « répondue »."
)
WEEKS: Final = ("Semaine du", "Questions", "Répondues", "Part répondue")
WEEKS_TITLE: Final = "Questions par semaine"
SHARE_TITLE: Final = "Part des questions répondues, par semaine"
DOMAINS: Final = ("Domaine", "Questions", "Répondues", "Part répondue")
DOMAINS_TITLE: Final = "Questions par domaine"
NO_DOMAIN: Final = "Domaine non reconnu"
ENTRIES: Final = ("Fiche", "Réponses données")
ENTRIES_TITLE: Final = "Fiches les plus données en réponse"
GROUPS: Final = ("Sujet sans réponse", "Questions")
GROUPS_TITLE: Final = "Sujets sans réponse les plus demandés"

# What is refused.
CONTRADICTION: Final = (
    "{path} : ce nom annonce du {ending}, et --format demande du {form} ; changez l'un des deux"
)
UNKNOWN_DOMAIN: Final = "valeur inutilisable pour --domaine (« {domain} » ; domaines : {known})"
PERIOD_BACKWARDS: Final = "--depuis ({since}) vient après --jusqu-a ({until})"

# Anonymous exports.
MERGED_AREAS: Final = "regroupé"
MERGED: Final = "{name} (regroupé)"
AREA: Final = "{department}, {size}"
SIZE: Final = "{least} à {most} habitants"
OTHER_SIZE: Final = "autre taille"


def area(department: str, limits: tuple[int, int] | None) -> str:
    """« Cantal, 5 000 à 9 999 habitants »."""
    return AREA.format(department=department, size=size(limits))


def size(limits: tuple[int, int] | None) -> str:
    """« 5 000 à 9 999 habitants »."""
    if limits is None:
        return OTHER_SIZE
    least, most = map(grouped, limits)
    return SIZE.format(least=least, most=most)


PLACEHOLDERS: Final = {
    "telephone": "[téléphone]",
    "adresse": "[adresse électronique]",
    "iban": "[IBAN]",
    "nir": "[numéro de sécurité sociale]",
    "compte": "[compte]",
    "carte": "[carte bancaire]",
    "piece": "[pièce d'identité]",
    "plaque": "[plaque d'immatriculation]",
    "naissance": "[date de naissance]",
    "ip": "[adresse IP]",
    "domicile": "[adresse postale]",
    "nom": "[nom]",
    "commune": "[commune]",
    "code_postal": "[code postal]",
}
"""What stands in a text where something was masked."""
