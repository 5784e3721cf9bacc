"""Names of communes and their codes are taken out of what is exported, and words stay words."""

import pytest

from bot.knowledge.towns import load_towns
from bot.privacy.communes import town_mask
from bot.privacy.town_names import TownMask

pytestmark = pytest.mark.slow

NAMES = [
    "Saint-Flour", "Murat", "Le Port", "Bois", "Cours", "Sens", "Rue", "Vert", "Vichy",
    "Fontaines",
    "La Rochelle", "Les Sables-d'Olonne", "L'Isle-Adam", "Ambérieu-en-Bugey", "Bar-sur-Aube", "Y",
    "Ville-du-Bois", "Œuilly", "Villefranche-de-Rouergue",
]  # fmt: skip
CODES = ["15100", "15187", "25000", "2A004", "60612", "01500"]
MASKED = [
    ("je suis maire de Saint-Flour", "je suis maire de [commune]"),
    ("saint flour est en zone de montagne", "[commune] est en zone de montagne"),
    ("St-Flour, ST FLOUR", "[commune], [commune]"),
    ("à Murat et à murat", "à [commune] et à [commune]"),
    ("la commune du Port veut", "la commune du [commune] veut"),
    ("au Port, Le Port", "au [commune], [commune]"),
    ("commune de Bois", "commune de [commune]"),
    ("maire de sens", "maire de [commune]"),
    ("nous sommes à Cours", "nous sommes à [commune]"),
    ("mairie de La Rochelle", "mairie de [commune]"),
    ("les Sables d'Olonne, aux Sables-d’Olonne", "[commune], aux [commune]"),
    ("à l'Isle Adam", "à [commune]"),
    ("Ambérieu a un marché", "[commune] a un marché"),
    ("AMBERIEU EN BUGEY", "[commune]"),
    ("Bar s/ Aube", "[commune]"),
    ("à Oeuilly", "à [commune]"),
    ("villefranche de rouergue", "[commune]"),
    ("à Villefranche", "à [commune]"),
    ("15100 Saint-Flour", "[code postal] [commune]"),
    ("code INSEE 15187, CP 25000", "code INSEE [code postal], CP [code postal]"),
    ("la commune 2A004", "la commune [code postal]"),
    ("Vichy, à vichy", "[commune], à [commune]"),
    ("Lieu : Cours", "Lieu : [commune]"),
    (
        "Besoin\nLieu : Vous connaissez Zozoville ? Sinon :\nGlanouille les Z'oies\nDélai : Vite",
        "Besoin\nLieu : [commune]\nDélai : Vite",
    ),
    (
        "Besoin\nLieu : Hameau Trifouillou\nDélai : juin 2027\ncanton Trifouillou\nDélai : Vite",
        "Besoin\nLieu : [commune]\nDélai : Vite",
    ),
    (
        "Besoin\nLieu : place du marché, derrière le lavoir\nDélai : Dans l'année",
        "Besoin\nLieu : [commune]\nDélai : Dans l'année",
    ),
    ("Cours : quelles aides ?", "[commune] : quelles aides ?"),
    ("Pour Cours : quelles aides ?", "Pour [commune] : quelles aides ?"),
    ("Commune: Sens", "Commune: [commune]"),
    ("Sens", "[commune]"),
]
KEPT = [
    "le port de plaisance", "chaudière à bois", "en cours", "dans le bon sens", "rue barrée",
    "Rue Victor Hugo", "Fonds Vert", "Fonds vert", "rénover les fontaines",
    "création de fontaines",
    "il y a", "25000 habitants", "15100 euros", "15100 € de travaux", "compte 60612", "25 000",
    "Cours de cuisine", "au port de pêche", "mairie de quartier", "la ville du bois",
    "les sables du chantier",
    "le Val-de-Bois", "le val de bois", "Vichy et Murat",
    "l'Union européenne", "article 60612", "Bois et forêts",
    "lieu : à préciser", "pour cours du soir", "bois : quelles aides ?", "objet : rue barrée",
    "Rue barrée : qui paie ?",
]  # fmt: skip


@pytest.fixture(scope="module")
def masks() -> TownMask:
    return TownMask(NAMES, CODES, ["Val-de-Bois", "Vichy-et-Murat"])


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_towns_are_masked(masks: TownMask, text: str, expected: str) -> None:
    assert masks.mask(text) == expected
    assert masks.mask(expected) == expected


@pytest.mark.parametrize("text", KEPT)
def test_words_stay_words(masks: TownMask, text: str) -> None:
    assert masks.mask(text) == text


def test_every_town_is_masked_where_a_mayor_names_it() -> None:
    towns = load_towns().all()
    found = town_mask(load_towns())
    asked = (
        "Je suis maire de {}, que faire ?",
        "À {} le pont ferme",
        "{} : quelles aides ?\nPour {} : quelles aides ?\nLieu : {}\nDélai : Dans l'année",
    )
    left = [
        masked
        for name in {town.name.split(" (")[0] for town in towns}
        for text in asked
        if name in (masked := found.mask(text.replace("{}", name)))
        or masked.count("[commune]") < text.count("{}")
    ]
    assert left == []
