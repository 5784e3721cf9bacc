"""A small base of entries, built once, on which the matcher's behaviour is shown."""

import pytest

from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon


def document(entry: str, title: str, *phrasings: str, keywords: str = "") -> Document:
    """An entry with as little as a test needs."""
    kept = tuple(keywords.split(", ")) if keywords else ()
    return Document(entry, title, phrasings, kept, "", "essai")


DOCUMENTS = [
    document(
        "ort-definition", "Qu'est-ce qu'une opération de revitalisation de territoire (ORT) ?",
        "C'est quoi une ORT ?", "À quoi correspond une ORT", keywords="ORT",
    ),
    document(
        "ort-avantages", "Quels sont les avantages d'une ORT ?", "Qu'apporte une ORT à la ville",
        "L'ORT donne droit à quoi", keywords="ORT, avantages",
    ),
    document(
        "ort-mise-en-place", "Comment mettre en place une ORT ?", "Étapes pour signer une ORT",
        "Par où commencer une ORT", keywords="ORT, procédure",
    ),
    document(
        "fibre-raccordement-echec", "Un habitant n'arrive pas à se faire raccorder à la fibre",
        "Raccordement à la fibre impossible", "Échec de raccordement fibre, que faire ?",
        keywords="fibre, raccordement",
    ),
    document(
        "facades-campagne", "Comment lancer une campagne de ravalement des façades ?",
        "Aides pour le ravalement des façades du centre", "Façades sales dans la grande rue",
        keywords="ravalement, façades",
    ),
    document(
        "eclairage-extinction", "Puis-je éteindre l'éclairage public la nuit ?",
        "Extinction des lampadaires à minuit", "Couper l'éclairage des rues",
        keywords="éclairage public",
    ),
    document(
        "renover-ecole", "Quelles aides pour rénover mon école ?",
        "Financer la rénovation du groupe scolaire", "Subvention travaux école",
        keywords="école, rénovation",
    ),
    document(
        "zone-30", "Comment créer une zone 30 ?", "Passer tout le bourg à 30 km/h",
        "Limiter la vitesse dans le centre", keywords="zone 30",
    ),
    document(
        "cerema-prix", "Combien coûte l'adhésion au Cerema ?", "Tarif de l'adhésion au Cerema",
        "Cotisation annuelle Cerema", keywords="Cerema",
    ),
    document(
        "commerces-vides", "Les boutiques ferment dans le centre : que faire ?",
        "Lutter contre la vacance commerciale", "Redonner vie aux vitrines vides",
        keywords="vacance commerciale",
    ),
]  # fmt: skip


LEXICON = Lexicon.build(
    {"ORT": ["opération de revitalisation de territoire"]},
    [["commerce", "boutique", "magasin"], ["centre-ville", "cœur de ville"]],
)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """One acronym and one group."""
    return LEXICON


@pytest.fixture(scope="session")
def index(lexicon: Lexicon) -> Index:
    """The index of the small base."""
    return Index.build(DOCUMENTS, lexicon)
