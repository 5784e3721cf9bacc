"""What is taken out of a text before it leaves, and what must stay."""

import re
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.matching.normalize import normal_form
from bot.privacy.masking import mask, mask_contacts
from tests.privacy.labelled import read

REFERENCE = re.compile(
    r"factur|dossier|r[ée]f|command|devis|march|contrat|sir|isbn|d[ée]lib|arr|titre|mandat|bon|engag"
    r"|compte|imput|immob|invent|parcel|certif|ticket|d[ée]part|code|lots|article|chapitre"
)
PHONE, EMAIL, IBAN, NIR = "telephone", "adresse", "iban", "nir"

CONTACTS = [
    ("Appelez-moi au 06 12 34 56 78 svp", "Appelez-moi au [téléphone] svp", PHONE),
    ("tel 0612345678", "tel [téléphone]", PHONE),
    ("Tél. : 04.71.60.61.20.", "Tél. : [téléphone].", PHONE),
    ("04-71-60-61-20 ou 04/71/60/61/20", "[téléphone] ou [téléphone]", PHONE),
    ("mon portable c'est le 06.12 34-56 78", "mon portable c'est le [téléphone]", PHONE),
    ("0612 345 678", "[téléphone]", PHONE),
    ("0612 34 56 78", "[téléphone]", PHONE),
    ("06 1234 5678", "[téléphone]", PHONE),
    ("0 6 12 34 56 78", "[téléphone]", PHONE),
    ("+33 6 12 34 56 78", "[téléphone]", PHONE),
    ("+33(0)6 12 34 56 78", "[téléphone]", PHONE),
    ("0033612345678", "[téléphone]", PHONE),
    ("+262 692 12 34 56 à Saint-Denis", "[téléphone] à Saint-Denis", PHONE),
    ("01\u00a042\u202f34 56 78", "[téléphone]", PHONE),
    ("écrire à jean.dupont@mairie-murat.fr.", "écrire à [adresse électronique].", EMAIL),
    ("Jean.Dupont+ORT@Mairie.Example.FR", "[adresse électronique]", EMAIL),
    ("contact (at) ville.fr", "[adresse électronique]", EMAIL),
    ("dupont arobase orange.fr", "[adresse électronique]", EMAIL),
    ("mailto:élu@commune-été.fr", "[adresse électronique]", EMAIL),
    ("IBAN FR76 3000 6000 0112 3456 7890 189", "IBAN [IBAN]", IBAN),
    ("fr7630006000011234567890189 merci", "[IBAN] merci", IBAN),
    ("RIB : 30006 00001 12345678901 89", "RIB : [IBAN]", IBAN),
    ("DE89 3704 0044 0532 0130 00", "[IBAN]", IBAN),
    ("ES91 2100 0418 4502 0005 1332", "[IBAN]", IBAN),
    ("FR14 2004 1010 0505 0001 3M02 606", "[IBAN]", IBAN),
    ("BE68 5390 0754 7034", "[IBAN]", IBAN),
    ("nir 1 85 05 78 006 084 36", "nir [numéro de sécurité sociale]", NIR),
    ("185057800608436", "[numéro de sécurité sociale]", NIR),
    ("2 99 12 2A 123 456", "[numéro de sécurité sociale]", NIR),
    ("https://marie:secret@intranet.ville.fr/x", "[compte]", "compte"),
    ("voir https://www.facebook.com/jean.dupont.15 pour", "voir [compte] pour", "compte"),
    ("t.me/jeandupont", "[compte]", "compte"),
    ("écrivez à @jean_dupont", "écrivez à [compte]", "compte"),
]

NAMES = [
    ("M. Dupont m'a dit que", "M. [nom] m'a dit que"),
    ("Mme Martin-Durand, adjointe", "Mme [nom], adjointe"),
    ("Monsieur Dupont est absent", "Monsieur [nom] est absent"),
    ("madame Le Goff demande", "madame [nom] demande"),
    ("Mme de La Tour du Pin veut", "Mme [nom] du Pin veut"),
    ("Mlle d'Ornano", "Mlle [nom]"),
    ("mme dupont veut un permis", "mme [nom] veut un permis"),
    ("le maire Jean Martin souhaite", "le maire [nom] souhaite"),
    ("le maire Martin souhaite", "le maire [nom] souhaite"),
    ("le maire, Jean MARTIN, souhaite", "le maire, [nom], souhaite"),
    ("M. le maire Jean Martin", "M. le maire [nom]"),
    ("notre adjoint délégué Paul Durand", "notre adjoint délégué [nom]"),
    ("la conseillère municipale Sophie Bernard", "la conseillère municipale [nom]"),
    ("le notaire Lefèvre", "le notaire [nom]"),
    ("Me Lefèvre a rédigé l'acte", "Me [nom] a rédigé l'acte"),
    ("Maître Lefèvre", "Maître [nom]"),
    ("le Dr Nguyen part à la retraite", "le Dr [nom] part à la retraite"),
    ("le docteur Élodie Petit s'installe", "le docteur [nom] s'installe"),
    ("Jean-Pierre Moreau refuse", "[nom] refuse"),
    ("Bonjour, je suis Fatima Benali, élue", "Bonjour, je suis [nom], élue"),
    ("je m'appelle Kévin Roux", "je m'appelle [nom]"),
    ("contact : DUPONT Jean", "contact : [nom]"),
    ("le terrain de Pierre DUPONT", "le terrain de [nom]"),
    ("Merci. Cordialement, J. Martin", "Merci. Cordialement, [nom]"),
    ("Cordialement\nJean Martin\nMaire", "Cordialement\n[nom]\nMaire"),
    ("Bien à vous, Sylvie", "Bien à vous, [nom]"),
    ("MM. Durand et Petit", "MM. [nom] et [nom]"),
    ("la parcelle de monsieur J.-P. Morel", "la parcelle de monsieur [nom]"),
]

KEPT = [
    "La commune de Saint-Flour est-elle éligible ?",
    "Que dit la loi Élan sur les friches ?",
    "travaux rue Victor Hugo",
    "aménager la place du Général de Gaulle",
    "place Charles de Gaulle et avenue Jean Jaurès",
    "l'école Jules Ferry et le collège Marie Curie",
    "salle polyvalente Jean Moulin à rénover",
    "la loi n° 2021-1104 du 22 août 2021",
    "décret n°2019-771 du 23/07/2019, article L. 303-2 du CCH",
    "article R.151-8 du code de l'urbanisme",
    "un budget de 1 250 000 euros HT, soit 12 500,50 € par an",
    "le 01/02/2026 à 10 h 30, puis le 01.02.2026 12 h",
    "SIRET 210 402 312 00015, SIREN 210402312",
    "SIRET 21040231200015",
    "codes INSEE 01004 01007 15187",
    "les départements 01, 02, 03, 04, 05, 06",
    "Monsieur le Maire, Madame la Préfète",
    "Bonjour madame, quelles aides pour un commerce ?",
    "Bonjour Monsieur Comment créer une ORT ?",
    "bonjour monsieur je voudrais savoir",
    "M. le préfet du Cantal",
    "Madame la Présidente du Conseil départemental",
    "le maire de Lyon et le préfet du Rhône",
    "une longueur de 300 m. Le pont est fermé",
    "un coût de 3 M d'euros",
    "maître d'ouvrage et Maître d'Œuvre",
    "Petites villes de demain, Action cœur de ville, Cerema et APVF",
    "la loi Malraux et la loi Labbé",
    "Saint-Pierre-et-Miquelon ou Saint Pierre Quiberon",
    "appeler le 3620 ou le 112",
    "subvention de l'@ctes et du FCTVA à 16,404 %",
    "https://www.cerema.fr/fr/actualites et https://apvf.asso.fr",
    "la rue du Docteur Roux",
    "délibération 2026-045 du 12 mars 2026, parcelle AB 0123",
    "COMMENT FAIRE UNE ORT A LA PLACE MARIE",
    "quel est le délai svp merci d'avance",
    "Une commune de moins de 25 000 habitants sur dix a subi une attaque en 2024",
    "Aide de 300 ou 600 euros pour une parabole ou une box 4G",
    "j'ai lu 12 000 articles de la loi",
    "les communes 15187 15014 departement 15",
    "Le dispositif s'appelle Éco Énergie Tertiaire (EET)",
    "Accord signé à Uzès entre le Cerema et l'APVF",
    "Notre mairie est en @wanadoo.fr, est-ce grave ?",
    "numéro de TVA FR 12 345678901",
]


@pytest.mark.parametrize(("text", "expected", "kind"), CONTACTS)
def test_contacts(text: str, expected: str, kind: str) -> None:
    masked = mask_contacts(text)
    assert masked.text == expected
    assert masked.kinds == {kind}


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: str) -> None:
    masked = mask(text)
    assert masked.text == expected
    assert masked.kinds == {"nom"}


@pytest.mark.parametrize("text", KEPT)
def test_what_says_nothing_of_a_person_stays(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == frozenset()


def test_everything_at_once() -> None:
    text = "Mme Martin, 06 12 34 56 78, s.martin@ville.fr : la rue Victor Hugo est à refaire"
    masked = mask(text)
    assert masked.text == (
        "Mme [nom], [téléphone], [adresse électronique] : la rue Victor Hugo est à refaire"
    )
    assert masked.kinds == {"nom", "telephone", "adresse"}


@given(
    before=st.text(st.characters(exclude_categories=["Nd"]), max_size=20),
    pairs=st.lists(st.integers(0, 99), min_size=4, max_size=4),
    separator=st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u202f", " - "]),
)
def test_no_telephone_number_is_left(before: str, pairs: list[int], separator: str) -> None:
    assume(not REFERENCE.search(before.casefold()))  # « facture 0612345678 » is kept
    number = separator.join(["06", *(f"{pair:02d}" for pair in pairs)])
    assert number not in mask(f"{before} {number} svp").text


@given(st.text())
def test_any_text_can_be_masked(text: str) -> None:
    masked = mask(text)
    assert (masked.text == text) == (not masked.kinds)


def seconds(text: str) -> float:
    """Processor time of a masking, the best of three: a busy machine changes it little."""
    taken = []
    for _ in range(3):
        start = process_time()
        mask(text)
        taken.append(process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "unit",
    ["0", "0 ", "06 ", "a.", "a@", "a@b.", "FR", "FR76", "1 ", "Jean ", "M. ", "M.", "de ", "a-",
     "https://", "maire ", "DUPONT ", "+33", "d'", "t.me/", "A. ", "\u00a0", "[", "Mme de la "],
)  # fmt: skip
def test_hostile_repetitions_end(unit: str) -> None:
    """Four times the text costs four times the time, not sixteen, and is masked to its end."""
    assert seconds(unit * 10_000) < 8 * seconds(unit * 2_500) + 0.1
    masked = mask(unit * 10_000).text
    assert mask(masked).text == masked


TYPED = str.maketrans({"'": "\u2019", " ": "\u00a0"})
PLAIN = str.maketrans({"\u2019": "'", "\u00a0": " ", "\u202f": " "})


@pytest.mark.parametrize("text", sorted({one.text for one in read("tune")}))
def test_apostrophes_and_spaces_as_phones_type_them_change_nothing(text: str) -> None:
    typed = mask(text.translate(TYPED))
    assert typed.kinds == mask(text).kinds
    assert typed.text.translate(PLAIN) == mask(text).text.translate(PLAIN)


@given(st.text("aé'’ \u00a0\u202f0612.M@-,", max_size=40))
def test_typographic_signs_are_plain_ones(text: str) -> None:
    assert mask(text).text.translate(PLAIN) == mask(text.translate(PLAIN)).text.translate(PLAIN)


def test_number_groups_of_three_are_one_number_however_spaced() -> None:
    for space in ("", " ", "\u00a0", "\u202f", "."):
        text = f"3{space}500 habitants et 33{space}612{space}345{space}678 € de budget"
        assert mask(text).text == text


@given(st.sampled_from(sorted({one.text for one in read("tune")})))
def test_masking_twice_is_masking_once(text: str) -> None:
    again = mask(mask(text).text)
    assert (again.text, again.kinds) == (mask(text).text, frozenset())


@pytest.mark.parametrize("text", [text for text, _, _ in CONTACTS])
def test_what_is_derived_from_a_stored_text_holds_nothing_more(text: str) -> None:
    stored = mask_contacts(text).text
    assert mask_contacts(stored).text == stored
    told = re.findall(r"\d+", normal_form(stored))
    assert not [number for number in re.findall(r"\d{2,}", text) if number in told]
