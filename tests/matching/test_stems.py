"""Words that are not one another, and forms that are."""

import pytest

from bot.matching.normalize import fold
from bot.matching.stems import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("disposition", "dispositif"), ("partis", "partir"), ("partie", "parti"),
        ("démarches", "démarcheur"), ("correspondant", "correspondance"), ("données", "donner"),
        ("occupent", "occupation"), ("mère", "mer"), ("voirie", "voir"), ("délai", "délit"),
        ("département", "départ"), ("arrêté", "arrêt"), ("amende", "amendement"),
        ("ami", "amiante"), ("station", "stationnement"), ("équipe", "équipement"),
        ("concert", "concertation"), ("petite", "pétition"), ("taxe", "taxi"),
        ("vent", "vente"), ("retrait", "retraite"), ("vacance", "vacances"),
        ("communication", "commune"), ("collecte", "collectivité"), ("montant", "monter"),
        ("ambulance", "ambulant"), ("opération", "opérateur"), ("chemin", "cheminée"),
        ("établir", "établissement"), ("environ", "environnement"), ("mars", "mari"),
        ("restaurer", "restaurant"), ("fonction", "fonctionne"), ("port", "porte"),
        ("ville", "villa"), ("usage", "usager"), ("livre", "livrer"), ("licence", "licencier"),
    ],
)  # fmt: skip
def test_strangers_are_apart(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("communal", "communaux"), ("bail", "baux"), ("vitrail", "vitraux"), ("eau", "eaux"),
        ("lieu", "lieux"), ("canal", "canaux"), ("bureau", "bureaux"), ("hôpital", "hôpitaux"),
        ("public", "publique"), ("loi", "lois"), ("feu", "feux"), ("panneau", "panneaux"),
        ("vœu", "vœux"), ("local", "locaux"), ("vantail", "vantaux"), ("réseau", "réseaux"),
        ("départ", "départs"), ("donnée", "données"), ("porte", "portes"),
    ],
)  # fmt: skip
def test_forms_of_one_word_are_together(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))
