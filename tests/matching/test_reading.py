"""How a question is read, kind by kind, on the base that ships."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.models import KnowledgeBase
from bot.matching.french import PREFIXES
from bot.matching.frequency import WORDS
from bot.matching.index import Index
from bot.matching.matcher import Match, match
from bot.matching.normalize import words
from bot.matching.query import analyse
from bot.matching.spacing import respaced
from bot.matching.stems import stem


@pytest.fixture(scope="module")
def shipped(shipped_base: KnowledgeBase) -> Index:
    return shipped_base.index()


def sure(found: Match) -> str | None:
    """The entry answered."""
    return found.best.entry if found.best else None


FORMS = [
    "Qu'est-ce qu'une {} ?", "Qu'est-ce que l'{} ?", "Qu’est-ce qu’une {}", "qu est ce qu une {}",
    "quest ce qu'une {}", "Qu'est-ce que c'est une {} ?", "qu'est-ce que c'est l'{}",
    "c'est quoi {}",
    "C'est quoi une {} ?", "{}, c'est quoi ?", "{} késako", "{}, kézako ?", "c koi une {}",
    "définition {}", "définition de l'{}", "que signifie {}", "{} ça veut dire quoi",
    "keske c'est une {}",
    "L'{}, qu'est-ce que c'est ?", "pouvez-vous me dire ce qu'est une {}",
    "qu'appelle-t-on une {}",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("sigle", "entry"),
    [("ORT", "ort-definition"), ("OPAH", "opah-definition"), ("APVF", "apvf-definition")],
)
def test_a_definition_in_any_form(shipped: Index, form: str, sigle: str, entry: str) -> None:
    assert sure(match(form.format(sigle), shipped)) == entry


@pytest.mark.parametrize(
    "question",
    ["qu'est-ce que je risque", "qu'est-ce qu'on peut faire",
     "Qu'est-ce que la commune doit payer ?",
     "qu'est-ce qu'il faut faire", "qu'est-ce que ça coûte", "qu'est-ce qui change"],
)  # fmt: skip
def test_what_asks_for_something_else(shipped: Index, question: str) -> None:
    assert match(question, shipped).reason.aspect != "what"


def test_a_title_typed_as_it_stands_is_answered(
    shipped_base: KnowledgeBase, shipped: Index
) -> None:
    for entry in shipped_base.entries.values():
        assert sure(match(entry.question, shipped)) == entry.id


@pytest.mark.parametrize(
    "question",
    ["refaire les pavés de la place", "le pavé", "pavés glissants rue de l'église",
     "le cep de vigne",
     "un cep", "aller au bal", "le bal du 14 juillet", "mon ami", "les amis de la commune",
     "un ami du maire veut louer"],
)  # fmt: skip
def test_a_word_is_no_sigle(shipped: Index, question: str) -> None:
    entry = sure(match(question, shipped))
    assert entry not in ("pave-accessibilite-voirie", "conseil-energie-partage",
                         "adressage-bal-publier", "adressage-obligation")  # fmt: skip
    assert entry is None or "ami" not in entry.split("-")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("PAVE c'est quoi", "pave-accessibilite-voirie"),
        ("pave c'est quoi", "pave-accessibilite-voirie"),
        ("faire un PAVE dans la commune", "pave-accessibilite-voirie"),
        ("pave accessibilité voirie obligatoire", "pave-accessibilite-voirie"),
        ("publier la BAL de la commune", "adressage-bal-publier"),
        ("base adresse locale bal publier", "adressage-bal-publier"),
    ],
)
def test_a_sigle_in_capitals_or_with_the_rest(shipped: Index, question: str, entry: str) -> None:
    assert match(question, shipped).candidates[0].entry == entry


@pytest.mark.parametrize(
    "question",
    ["loi résilience", "loi 3DS", "la loi 3DS", "loi 3DS c'est quoi",
     "que dit la loi résilience ?",
     "loi Climat", "qui est concerné par la loi climat",
     "DREAL c'est quoi", "c'est quoi la DREAL", "qu'est-ce que la DREAL ?",
     "qu'est-ce qui change en 2027", "que se passe-t-il en 2027", "2027", "en 2026"],
)  # fmt: skip
def test_a_mention_a_law_or_a_year_is_never_sure(shipped: Index, question: str) -> None:
    assert sure(match(question, shipped)) is None


@pytest.mark.parametrize(
    ("question", "entry"),
    [("comment mettre en place une zone 30", "zone-bleue"),
     ("une zone 50 dans le bourg", "zone-30"), ("zone cinquante dans le bourg", "zone-30")],
)  # fmt: skip
def test_another_figure_is_another_thing(shipped: Index, question: str, entry: str) -> None:
    assert sure(match(question, shipped)) != entry


def test_what_an_acronym_stands_for_is_told(shipped: Index) -> None:
    told = shipped.lexicon.stands_for(words("c'est quoi la DREAL et une ORT ?"))
    assert [row[0] for row in told] == ["DREAL", "ORT"]
    assert all(len(row) > 1 and row[1] for row in told)
    assert shipped.lexicon.stands_for(words("bonjour")) == []


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("RE 2020", "RE2020"), ("RE-2020", "RE2020"), ("la RE 2020", "la RE2020"),
        ("la RT 2012", "RT2012"), ("CG 3 P", "CG3P"), ("c'est quoi un T A D", "c'est quoi un TAD"),
        ("comment mettre en place un T A D", "comment mettre en place un TAD"),
        ("T.A.D. mise en place", "TAD mise en place"), ("licence 4", "licence IV"),
        ("fin de la 2 G et 3 G", "fin de la 2G et 3G"), ("antenne 5 G", "antenne 5G"),
        ("fin de la deux g et trois g", "fin de la 2G et 3G"), ("Z F E", "ZFE"),
        ("P L U", "PLU"), ("l'O R T", "l'ORT"), ("NIS 2", "NIS2"),
        ("auto-consommation collective", "autoconsommation collective"),
        ("auto consommation collective", "autoconsommation collective"),
        ("installer de la vidéo protection", "installer de la vidéoprotection"),
        ("installer de la vidéo-protection", "installer de la vidéoprotection"),
        ("multi-services du village", "multiservices du village"),
        ("multi services du village", "multiservices du village"),
        ("ligne de co-voiturage", "ligne de covoiturage"),
        ("ligne de co voiturage", "ligne de covoiturage"),
        ("auto-partage", "autopartage"), ("micro-folie", "micro folie"),
        ("éco-quartier", "écoquartier"), ("télé-travail", "télétravail"),
        ("zone trente", "zone 30"), ("limiter à trente kilomètres heure", "limiter à 30 km/h"),
        ("cotisation Cerema pour vingt-cinq mille habitants",
         "cotisation Cerema pour 25 000 habitants"),
        ("PVD pour trois mille cinq cents habitants", "PVD pour 3500 habitants"),
        ("zone bleue point d'interrogation", "zone bleue ?"),
        ("ouvrez les guillemets zone bleue fermez les guillemets", "« zone bleue »"),
        ("zone bleue virgule combien coûte l'amende", "zone bleue, combien coûte l'amende"),
    ],
)  # fmt: skip
def test_two_writings_give_one_match(shipped: Index, question: str, other: str) -> None:
    one, two = match(question, shipped), match(other, shipped)
    assert one.outcome == two.outcome != "smalltalk"
    assert [c.entry for c in one.candidates[:1]] == [c.entry for c in two.candidates[:1]]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("vendre des biens communaux", "vendre-bien-communal"),
        ("rénover l'écolle", "renover-ecole-aides"),
        ("la RT 2012", "re2020-batiments-publics"),
    ],
)
def test_found_all_the_same(shipped: Index, question: str, entry: str) -> None:
    found = match(question, shipped)
    assert found.outcome != "none"
    assert found.candidates[0].entry == entry


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("différence entre ORT et OPAH", {"ort-definition", "opah-definition"}),
        ("quelle est la différence entre une ORT et une OPAH ?",
         {"ort-definition", "opah-definition"}),
        ("ORT ou OPAH ?", {"ort-definition", "opah-definition"}),
        ("ORT vs OPAH", {"ort-definition", "opah-definition"}),
        ("OPAH et ORT : quelle différence ?", {"ort-definition", "opah-definition"}),
        ("comparer ORT et OPAH", {"ort-definition", "opah-definition"}),
        ("abandon manifeste ou bien sans maître", {"abandon-manifeste", "bien-sans-maitre"}),
        ("différence entre abandon manifeste et bien sans maître",
         {"abandon-manifeste", "bien-sans-maitre"}),
        ("différence OPAH / OPAH-RU", {"opah-definition", "opah-ru-montage"}),
    ],
)  # fmt: skip
def test_both_sides_of_a_comparison_are_offered(
    shipped: Index, question: str, pair: set[str]
) -> None:
    found = match(question, shipped)
    assert found.outcome == "suggest"
    assert pair <= {one.entry for one in found.suggestions}


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("TAD ou navette", "tad-ou-navette"), ("DETR ou DSIL", "detr-dsil-batiments"),
        ("SEM et SPL", "sem-spl-batiments"), ("différence SEM et SPL", "sem-spl-batiments"),
    ],
)  # fmt: skip
def test_an_entry_that_compares_is_answered(shipped: Index, question: str, entry: str) -> None:
    assert sure(match(question, shipped)) == entry


@pytest.mark.parametrize(
    "question",
    ["travaux dans une église ni classée ni inscrite", "entretenir une église non classée",
     "église ni inscrite ni classée, qui paie les travaux ?"],
)  # fmt: skip
def test_what_is_denied_does_not_answer(shipped: Index, question: str) -> None:
    assert sure(match(question, shipped)) != "monument-historique-travaux"


@pytest.mark.parametrize("place", ["martinique", "guadeloupe", "réunion", "creuse", "lozère"])
def test_a_place_is_no_misspelling(shipped: Index, place: str) -> None:
    found = match(f"taxi en {place}", shipped)
    assert all(one.via not in ("repair", "n-gram") for one in found.reason.matched)


QUESTIONS = [
    "Qu'est-ce que l'ORT ?", "c'est quoi l'OPAH-RU", "d'autre part qu'est-ce qu'une zone bleue",
    "extinction de l'éclairage public jusqu'à l'aube", "aujourd'hui l'école n'est plus chauffée",
    "l'église n'est ni classée ni inscrite", "abandon d'un bien, et aussi l'amende de l'ABF",
    "qu'est-ce qu'on risque s'il n'y a pas d'adressage ? et l'aide d'Alcotra ?",
]  # fmt: skip


@settings(max_examples=60)
@given(question=st.sampled_from(QUESTIONS), mark=st.sampled_from("’ʼ‘`´＇"))
def test_apostrophes_are_one(shipped: Index, question: str, mark: str) -> None:
    straight, curled = match(question, shipped), match(question.replace("'", mark), shipped)
    assert (straight.outcome, straight.candidates) == (curled.outcome, curled.candidates)
    assert [o.candidates for o in straight.others] == [o.candidates for o in curled.others]


@given(number=st.integers(1_000, 999_999))
def test_a_number_is_one_however_it_is_spaced(number: int) -> None:
    plain = words(f"pour {number} habitants")
    for space in (" ", "\u00a0", "\u202f", ".", "\u2009"):
        grouped = f"{number:,}".replace(",", space)
        assert words(f"pour {grouped} habitants") == plain


FRENCH = sorted(
    word for line in WORDS.read_text("utf-8").splitlines()[3:] for word in line.split()
)
LINKS = ["la", "le", "du", "de", "quid", "quid de", "un", "une", "avec", "sur", "aux", "cette"]


@settings(max_examples=300)
@given(link=st.sampled_from(LINKS), word=st.sampled_from(FRENCH), after=st.sampled_from(FRENCH))
def test_no_letter_of_a_right_word_moves(shipped: Index, link: str, word: str, after: str) -> None:
    found = [*link.split(), word, after]
    spaced = respaced(found, shipped.vocabulary, shipped.lexicon.acronyms)
    joined = word + after in shipped.vocabulary or word in PREFIXES
    assert joined or spaced == found


def test_no_letter_moves_to_or_from_a_sigle(shipped_base: KnowledgeBase, shipped: Index) -> None:
    for sigle in shipped_base.vocabulary.acronyms:
        for link in LINKS:
            found = words(f"{link} {sigle}")
            spaced = respaced(found, shipped.vocabulary, shipped.lexicon.acronyms)
            assert "".join(spaced) == "".join(found)
            assert spaced[: len(link.split())] == link.split()


def test_every_sigle_is_defined_in_any_form(shipped_base: KnowledgeBase, shipped: Index) -> None:
    for sigle in list(shipped_base.vocabulary.acronyms)[::5]:
        usual = match(f"C'est quoi un {sigle} ?", shipped)
        for form in ("Qu'est-ce qu'un {} ?", "Qu’est-ce que la {}", "{} késako", "définition {}"):
            assert usual.best is None or match(form.format(sigle), shipped).best is not None


def test_every_sigle_may_be_spelt_out(shipped_base: KnowledgeBase, shipped: Index) -> None:
    for sigle in shipped_base.vocabulary.acronyms:
        if sigle.isalnum() and sigle.isascii() and 1 < len(sigle) < 7:
            spelt = match("mettre en place " + " ".join(sigle), shipped)
            assert spelt.candidates == match("mettre en place " + sigle, shipped).candidates


@pytest.mark.parametrize(
    ("word", "stranger"),
    [
        ("démarcheur", "démarches"), ("disposition", "dispositif"), ("partis", "partir"),
        ("correspondance", "correspondant"), ("données", "donner"), ("occupation", "occupent"),
        ("délit", "délai"), ("départ", "département"), ("mère", "mer"), ("amende", "amendement"),
    ],
)  # fmt: skip
def test_a_stranger_is_not_looked_for(shipped: Index, word: str, stranger: str) -> None:
    sought = analyse(words(word), shipped).words[0].alternatives
    assert stem(*words(stranger)) not in {one.term for one in sought if one.via != "association"}


@pytest.mark.parametrize(
    ("question", "names"),
    [("soutenant", "sou"), ("soutenant", "tenant"), ("aire de camping-cars", "car")],
)
def test_a_word_is_not_cut_in_two(shipped: Index, question: str, names: str) -> None:
    assert names not in {word.word for word in analyse(words(question), shipped).words}
