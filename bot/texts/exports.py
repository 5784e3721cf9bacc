"""What reviewers read in exports."""

from typing import Final

COLUMNS: Final = {
    "numero": "Numéro",
    "date": "Date",
    "canal": "Canal",
    "nature": "Nature",
    "personne": "Personne (pseudonyme)",
    "commune": "Commune (code INSEE) ou territoire",
    "question": "Question",
    "resultat": "Résultat",
    "fiche": "Fiche",
    "confiance": "Confiance",
    "candidats": "Fiches candidates",
    "domaine": "Domaine",
    "avis": "Avis",
    "statut": "Statut",
    "reponse": "Réponse personnelle",
    "doublon_de": "Doublon du numéro",
    "suites": "Suites",
    "base": "Version de la base",
}
"""From the key used in JSON to the header shown in tables."""

SHEET: Final = "Questions"
LIST_SEPARATOR: Final = " | "

# The sheet of figures.
FIGURES_SHEET: Final = "Chiffres"
MORE_SHEET: Final = "Questions {number}"
FIGURES_NOTE: Final = (
    "Politesses exclues. Une question est répondue quand son statut est « repondue »."
)
WEEKS: Final = ("Semaine du", "Questions", "Répondues", "Part répondue")
WEEKS_TITLE: Final = "Questions par semaine"
SHARE_TITLE: Final = "Part des questions répondues, par semaine"
DOMAINS: Final = ("Domaine", "Questions", "Répondues", "Part répondue")
DOMAINS_TITLE: Final = "Questions par domaine"
NO_DOMAIN: Final = "(sans domaine)"
ENTRIES: Final = ("Fiche", "Réponses données")
ENTRIES_TITLE: Final = "Fiches les plus données en réponse"
GROUPS: Final = ("Sujet sans réponse", "Questions")
GROUPS_TITLE: Final = "Sujets sans réponse les plus demandés"

# Anonymous exports.
MERGED_AREAS: Final = "regroupé"
AREA: Final = "{department}, {size}"
SIZE: Final = "{least} à {most} habitants"
OTHER_SIZE: Final = "autre taille"


def area(department: str, size: tuple[int, int] | None) -> str:
    """« Cantal, 5 000 à 9 999 habitants »."""
    if size is None:
        return AREA.format(department=department, size=OTHER_SIZE)
    least, most = (f"{number:,}".replace(",", "\u202f") for number in size)
    return AREA.format(department=department, size=SIZE.format(least=least, most=most))


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
