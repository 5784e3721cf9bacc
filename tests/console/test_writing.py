"""An editor's way: a fault, mended, submitted, published by somebody else, told to who asked."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.clock import local_today
from tests.conftest import FICHE
from tests.console.test_answering import minute_passes
from tests.console.world import (
    EDITH,
    EMILE,
    MAYOR,
    OTHER_MAYOR,
    RITA,
    Browser,
    World,
    path_of,
)
from tests.dialogue import Step, play

FAULTY = FICHE.replace("verifie_le", "verifié_le")
TRACE = "\nrelu_par: second lecteur\nrelu_le: 2026-01-01\n"


@pytest.fixture
async def edith(world: World, browser: Browser) -> Browser:
    return await browser.sign_in(world.person(EDITH, "Édith"))


@pytest.fixture
async def emile(world: World, browse: Callable[[], Browser]) -> Browser:
    return await browse().sign_in(world.person(EMILE, "Émile"))


async def begun(edith: Browser, text: str) -> None:
    await edith.open("/console/nouvelle")
    await edith.send("Commencer", identifiant="dromadaires", domaine="jardins")
    assert path_of(edith.url) == "/console/fiches/dromadaires/modifier"
    await edith.send("Enregistrer", yaml=text)


async def test_from_an_idea_to_the_mayors_phone(
    world: World, edith: Browser, emile: Browser
) -> None:
    mayor = world.person(MAYOR, "Maire")
    await play(
        mayor,
        [
            Step(send="dromadaire au jardin", reply="pas de réponse sûre"),
        ],
    )
    await begun(edith, FAULTY)
    assert "Faute, ligne 7" in edith.text
    assert "<code>verifié_le: 2026-01-12</code>" in edith.html
    assert "Soumettre" not in edith.text
    await edith.send("Enregistrer", yaml=FICHE)
    assert "Faute, ligne" not in edith.text
    assert "<b>camélidés</b>" in edith.html
    await edith.open("/console/fiches/dromadaires/modifier?essai=un+dromadaire+en+ville")
    assert "répondue aussitôt" in edith.text
    assert "Mots reconnus" in edith.text
    await edith.open("/console/fiches/dromadaires/modifier")
    await edith.send("Soumettre")
    assert "Une autre personne que l'auteur" in edith.text
    await minute_passes(world)
    assert "Fiche à relire" in world.person(EMILE).last.text
    assert not (world.folder / "jardins" / "dromadaires.yaml").exists()
    await emile.open("/console/fiches")
    assert "à relire, Édith" in emile.text
    await emile.open("/console/fiches/dromadaires/relire")
    assert "+question: Peut-on" in emile.text
    assert "Ligne 1 +question" in emile.text
    assert "@@" not in emile.text
    await emile.send("Publier")
    assert "Fiche publiée" in emile.text
    assert "1 question trouve une réponse" in emile.text
    assert (world.folder / "jardins" / "dromadaires.yaml").read_text("utf-8") == FICHE
    await emile.send("Prévenir leurs auteurs", numero="1")
    assert "part dans une minute" in emile.text
    await emile.send("Annuler l'envoi")
    assert path_of(emile.url) == "/console/q/1"
    await emile.open("/console/fiches/dromadaires")
    await emile.send("Prévenir leurs auteurs", numero="1")
    await minute_passes(world)
    assert "camélidés" in mayor.last.text
    await emile.open("/console/fiches/dromadaires/historique")
    assert "écrite par Édith, publiée par Émile" in emile.text


async def test_what_is_typed_is_kept_when_it_is_tried_and_when_it_is_handed_on(
    world: World, edith: Browser
) -> None:
    await begun(edith, FICHE)
    typed = FICHE.replace("Non,", "Jamais,")
    await edith.send("Essayer", yaml=typed, essai="un dromadaire en ville")
    assert "Mots reconnus" in edith.text
    assert "Jamais," in edith.text
    await edith.send("Soumettre", yaml=typed.replace("Jamais,", "En aucun cas,"))
    assert path_of(edith.url).endswith("relire")
    assert "En aucun cas," in edith.text
    await edith.open("/console/fiches/dromadaires/modifier")
    await edith.send("Enregistrer", yaml=typed)
    await edith.send("Soumettre", yaml=FAULTY)
    assert "Faute, ligne 7" in edith.text
    assert path_of(edith.url).endswith("soumettre")


async def test_a_draft_is_published_once_and_the_second_press_is_told_so(
    world: World, edith: Browser, emile: Browser, browse: Callable[[], Browser]
) -> None:
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    again = await browse().sign_in(world.person(EMILE, "Émile"))
    for browser in (emile, again):
        await browser.open("/console/fiches/dromadaires/relire")
    await emile.send("Publier")
    await again.send("Publier")
    assert again.status == 409
    assert "déjà publié ou abandonné" in again.text


async def test_who_publishes_has_read_it_again_and_the_fiche_says_so(
    world: World, edith: Browser, emile: Browser
) -> None:
    kept = world.folder / "jardins" / "compost-installer.yaml"
    kept.write_text(kept.read_text("utf-8").rstrip() + TRACE, "utf-8")
    await play(world.person(EMILE), [Step(send="/recharger", reply="recharg")])
    await begun(edith, FICHE.rstrip() + TRACE)
    assert "depuis la relecture" not in edith.text, "it is read before it is published"
    await edith.send("Soumettre")
    await (await emile.open("/console/fiches/dromadaires/relire")).send("Publier")
    assert "Fiche publiée" in emile.text
    published = (world.folder / "jardins" / "dromadaires.yaml").read_text("utf-8")
    assert published.count("relu_") == 3
    assert f"relu_par: second lecteur\nrelu_le: {local_today()}\nrelu_texte: " in published
    await emile.open("/console/fiches/dromadaires/historique")
    assert "+relu_texte" in emile.text


async def test_the_author_does_not_publish_alone(world: World, emile: Browser) -> None:
    await begun(emile, FICHE)
    await emile.send("Soumettre")
    assert "Publier" not in emile.text
    form = next(form for form in emile.forms if form.action.endswith("rendre"))
    form.action = "/console/fiches/dromadaires/publier"
    emile.html = emile.html.replace("dromadaires/rendre", "dromadaires/publier")
    await emile.send("Rendre")
    assert emile.status == 403
    assert not (world.folder / "jardins" / "dromadaires.yaml").exists()


async def test_nobody_hands_the_own_words_over_as_a_colleagues(
    world: World, edith: Browser, emile: Browser, browse: Callable[[], Browser]
) -> None:
    await begun(edith, FICHE)
    again = await browse().sign_in(world.person(EMILE, "Émile"))
    for browser in (emile, again):
        await browser.open("/console/fiches/dromadaires/modifier")
    own, its_version = FICHE.replace("Non,", "Jamais,"), "3"  # saved while the other is looked at
    await asyncio.gather(
        again.send("Soumettre", version=its_version), emile.send("Enregistrer", yaml=own)
    )
    assert "Brouillon enregistré" in emile.text
    await emile.open("/console/fiches/dromadaires/relire")
    assert "Jamais," in emile.text
    assert "Publier" not in emile.text


async def test_a_reviewer_without_the_role_does_not_write(
    world: World, browse: Callable[[], Browser]
) -> None:
    rita = await browse().sign_in(world.person(RITA))
    assert (await rita.open("/console/fiches/compost-installer")).status == 200
    assert "Modifier" not in rita.text
    assert (await rita.open("/console/fiches/compost-installer/modifier")).status == 403


async def test_two_editors_see_both_versions(world: World, edith: Browser, emile: Browser) -> None:
    await begun(edith, FICHE)
    await emile.open("/console/fiches/dromadaires/modifier")
    await edith.send("Enregistrer", yaml=FICHE.replace("Non,", "Non, hélas,"))
    await emile.send("Enregistrer", yaml=FICHE.replace("Non,", "Jamais,"))
    assert emile.status == 409
    for words in ("Deux versions", "Non, hélas,", "+reponse: Jamais,"):
        assert words in emile.text
    await emile.send("Enregistrer")
    assert "Brouillon enregistré" in emile.text
    assert "Jamais," in emile.html


async def test_what_would_harm_the_base_is_not_published(
    world: World, edith: Browser, emile: Browser
) -> None:
    path = world.folder / "jardins" / "compost-installer.yaml"
    before = path.read_text("utf-8")
    await edith.open("/console/fiches/compost-installer/modifier")
    await edith.send("Enregistrer", yaml=before.replace("composteur collectif", "bac collectif"))
    await edith.send("Soumettre")
    path.write_text(before + "\n# changé à la main\n", "utf-8")
    await emile.open("/console/fiches/compost-installer/relire")
    await emile.send("Publier")
    assert "a changé sur le disque" in emile.text
    path.write_text(before, "utf-8")
    (world.folder / "jardins" / "autre.yaml").write_text(FAULTY, "utf-8")
    await emile.open("/console/fiches/compost-installer/relire")
    await emile.send("Publier")
    assert "rien n'a été publié" in emile.text
    assert "autre.yaml, ligne 7" in emile.text
    assert path.read_text("utf-8") == before
    (world.folder / "jardins" / "autre.yaml").unlink()
    await emile.open("/console/fiches/compost-installer/relire")
    await emile.send("Publier")
    assert "Fiche publiée" in emile.text
    await emile.open("/console/fiches/compost-installer/historique")
    assert "avant la console" in emile.text
    assert "-question: Comment installer un composteur collectif" in emile.text


@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_no_file_of_the_folder_is_neither_shown_nor_published_over_unseen(
    world: World, edith: Browser, emile: Browser, kind: str, tmp_path: Path
) -> None:
    path = world.folder / "jardins" / "compost-installer.yaml"
    secret = tmp_path / "secret.yaml"
    secret.write_text("motdepasse: x\n", "utf-8")
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(secret if kind == "link" else "/dev/zero")
    await edith.open("/console/fiches/compost-installer/modifier")
    assert edith.status == 200
    assert "motdepasse" not in edith.html
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    await emile.open("/console/fiches/dromadaires/relire")
    await emile.send("Publier")
    assert "rien n'a été publié" in emile.text
    assert "compost-installer.yaml, ligne 1" in emile.text
    assert not (world.folder / "jardins" / "dromadaires.yaml").exists()
    assert path.is_fifo() or path.is_symlink()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_nothing_is_published_through_a_link_that_stands_for_a_domain(
    world: World, edith: Browser, emile: Browser, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    await edith.open("/console/nouvelle")
    await edith.send("Commencer", identifiant="dromadaires", domaine="jardins")
    await edith.send("Enregistrer", yaml=FICHE)
    await edith.send("Soumettre")
    (world.folder / "jardins").rename(tmp_path / "avant")
    (world.folder / "jardins").symlink_to(elsewhere)
    await emile.open("/console/fiches/dromadaires/relire")
    await emile.send("Publier")
    assert "rien n'a été publié" in emile.text
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_links_to_folders_are_not_followed_when_a_fiche_is_tried(
    world: World, edith: Browser, emile: Browser, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "secret.yaml").write_text("motdepasse: x\n", "utf-8")
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    (world.folder / "lien").symlink_to(elsewhere)
    (world.folder / "anneau").symlink_to(world.folder)
    await emile.open("/console/fiches/dromadaires/relire")
    await emile.send("Publier")
    assert "Fiche publiée" in emile.text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_name_that_is_no_text_is_told_to_who_publishes(
    world: World, edith: Browser, emile: Browser
) -> None:
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    (world.folder / "jardins" / os.fsdecode(b"pr\xeat.yaml")).write_text(FICHE, "utf-8")
    await emile.open("/console/fiches/dromadaires/relire")
    await emile.send("Publier")
    assert r"jardins/pr\udceat.yaml, ligne 1" in emile.text
    assert not (world.folder / "jardins" / "dromadaires.yaml").exists()


async def test_a_draft_is_given_back_with_a_word_or_given_up(
    world: World, edith: Browser, emile: Browser
) -> None:
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    await emile.open("/console/fiches/dromadaires/relire")
    await emile.send("Rendre", mot=" ")
    assert "Dites à l'auteur ce qui est à reprendre" in emile.text
    await emile.send("Rendre", mot="Citer la loi")
    assert "Citer la loi" in (await edith.open("/console/fiches/dromadaires/modifier")).text
    await edith.send("Abandonner")
    assert "abandonné" in edith.text
    assert (await edith.open("/console/fiches/dromadaires")).status == 404


async def test_the_author_is_told_in_telegram_what_became_of_a_draft(
    world: World, edith: Browser, emile: Browser
) -> None:
    author = world.person(EDITH, "Édith")

    async def told() -> str:
        await minute_passes(world)
        return author.last.text.replace("\u00a0", " ")

    await begun(edith, FICHE)
    await edith.send("Soumettre")
    await (await emile.open("/console/fiches/dromadaires/relire")).send("Rendre", mot="<la loi>")
    assert "vous est rendu : dromadaires, par Émile" in await told()
    assert "« <la loi> »" in author.last.text.replace("\u00a0", " ")
    await edith.open("/console/fiches/dromadaires/modifier")
    await edith.send("Enregistrer", yaml=FICHE)
    await edith.send("Soumettre")
    await (await emile.open("/console/fiches/dromadaires/relire")).send("Publier")
    assert "Votre fiche est publiée : dromadaires, par Émile" in await told()
    before = len(author.replies)
    await begun_on_served(edith)
    await edith.send("Abandonner")
    await told()
    assert len(author.replies) == before, "what one does oneself is no news"
    await begun_on_served(edith)
    world.give_roles(set(), {EMILE})
    await emile.open("/console/fiches/dromadaires/modifier")
    await emile.send("Abandonner")
    await told()
    assert len(author.replies) == before, "who left the staff is not written to"


async def begun_on_served(edith: Browser) -> None:
    await edith.open("/console/fiches/dromadaires/modifier")
    await edith.send("Enregistrer", yaml=FICHE.replace("Non,", "Jamais,"))


async def test_ids_that_no_file_may_have_are_refused(world: World, edith: Browser) -> None:
    await edith.open("/console/nouvelle")
    await edith.send("Commencer", identifiant="../../etc/passwd", domaine="jardins")
    assert "L'identifiant s'écrit" in edith.text
    await edith.send("Commencer", identifiant="compost-installer", domaine="ailleurs")
    assert "porte déjà cet identifiant" in edith.text
    assert "Choisissez un domaine" in edith.text


async def test_lists_say_what_is_to_be_done(world: World, edith: Browser) -> None:
    await play(
        world.person(MAYOR, "Maire"),
        [Step(send="Comment installer un composteur collectif ?", reply="référent"),
         Step(press="Pas utile", notice="")],
    )  # fmt: skip
    await edith.open("/console/fiches?liste=mal-notees")
    assert "Mal notées : 1" in edith.text
    assert "composteur collectif" in edith.text
    await edith.open("/console/fiches?liste=jamais&q=compost")
    assert "installer un composteur" not in edith.text
    await edith.open("/console/fiches?q=zzzz")
    assert "Aucune fiche ici" in edith.text
    await edith.open("/console/fiches?liste=en-retard")
    assert "arroser un jardin" in edith.text
    await edith.open("/console/fiches/compost-installer?essai=poser%20un%20bac%20a%20compost")
    assert "répondue aussitôt" in edith.text


async def test_what_is_offered_and_refused_stands_in_its_list(
    world: World, edith: Browser
) -> None:
    for who in (MAYOR, OTHER_MAYOR):
        mayor = world.person(who, "Maire")
        offered = Step(send="problème de compost", reply="porte-t-elle sur")
        await play(mayor, [offered, Step(press="Aucune", reply="n° ")])
    await edith.open("/console/fiches?liste=refusees")
    assert "Proposées, refusées : 1" in edith.text
    assert "0 / 2" in edith.text


async def test_the_journal_says_who_did_what_without_texts(
    world: World, edith: Browser, emile: Browser
) -> None:
    await world.ask("le brouillard de Tombouctou")
    await begun(edith, FICHE)
    await edith.send("Soumettre")
    await (await emile.open("/console/fiches/dromadaires/relire")).send("Publier")
    await (await emile.open("/console/q/1/repondre")).send("Voir", texte="Un mot secret.")
    await emile.send("Envoyer")
    await (await emile.open("/console/q/1")).send("Ajouter la note", note="une note secrète")
    await emile.open("/console/journal")
    for words in (
        "Édith fiche soumise à la relecture Peut-on élever des dromadaires",
        "Émile publication demandée Peut-on élever des dromadaires",
        "Émile réponse personnelle question n° 1",
    ):
        assert words in emile.text
    for private in ("brouillard", "secret", "camélidés"):
        assert private not in emile.text
    await emile.open("/console/journal?qui=Édith")
    assert "réponse personnelle" not in emile.text
    await edith.open("/console/journal?page=999999&qui=%27")
    assert edith.status == 200
    assert "/console/q/1" not in (await edith.open("/console/journal")).html


async def test_signs_stay_with_their_words_and_what_is_written_stays_as_it_is(
    world: World, edith: Browser
) -> None:
    await edith.open("/console/fiches/compost-installer")
    assert "fois\u00a0; utile" in edith.html
    await begun(edith, FAULTY)
    assert "rubrique inconnue «\u00a0verifié_le\u00a0»\u00a0: vouliez-vous" in edith.html
    assert "jardin partagé ?\n" in edith.html, "in the form, the text that was typed"
