"""A reviewer's day: find the oldest, take, note, merge, attach, reply, take back, put right."""

import asyncio
import datetime
import io
from collections.abc import Callable

import pytest
from sqlalchemy import update

from bot.clock import local_today, utc_now
from bot.exports.files import export
from bot.questionlog.records import Filter
from bot.questionlog.tables import events, outbox, questions
from handlers.transport.notices import Notices
from tests.console.world import EMILE, MAYOR, OTHER_MAYOR, RITA, Browser, World, path_of
from tests.dialogue import Step, logged, play
from tests.questionlog.filling import dump


@pytest.fixture
async def rita(world: World, browser: Browser) -> Browser:
    return await browser.sign_in(world.person(RITA))


async def minute_passes(world: World) -> None:
    """The minute in which a reply may be taken back is over."""
    async with world.log._database.write() as connection:
        await connection.execute(update(outbox).values(due_at=utc_now()))
    await Notices(world.app, world.log, None).send_due()


async def age(world: World, number: int, days: int) -> None:
    day = local_today() - datetime.timedelta(days=days)  # which an hour of summer may not move
    at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    async with world.log._database.write() as connection:
        await connection.execute(
            update(questions).where(questions.c.id == number).values(asked_at=at, town="23096")
        )


async def test_the_queue_shows_the_late_first(world: World, rita: Browser) -> None:
    for text in ("vitesse de la lumière", "le prix du sel à Tombouctou"):
        await world.ask(text)
    await age(world, 1, 40)
    await rita.open("/console")
    assert rita.text.index("vitesse") < rita.text.index("prix du sel")
    for words in ("il y a 40 jours", "en retard", "Guéret", "Creuse", "habitants", "À traiter 2"):
        assert words in rita.text
    await rita.open("/console/suivante")
    assert path_of(rita.url) == "/console/q/1"
    assert "Guéret" in rita.text


async def test_words_are_found_without_accents_and_filters_stand_in_the_address(
    world: World, rita: Browser
) -> None:
    for text in ("vitesse de la lumière", "le prix du sel à Tombouctou"):
        await world.ask(text)
    await rita.open("/console?q=lumieres")
    assert "vitesse" in rita.text
    assert "Tombouctou" not in rita.text
    assert "mots : lumieres" in rita.text
    await rita.open("/console?q=n°2&nature=question")
    assert "Tombouctou" in rita.text
    assert "vitesse" not in rita.text
    await rita.open("/console?q=%22%20OR%20*%20')&page=99999999&file=rien&nature=x")
    assert rita.status == 200
    await rita.open("/console?q=zzzz")
    assert "Aucune question ici" in rita.text


async def test_a_question_is_taken_and_frees_itself(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await rita.open("/console/q/1")).send("Prendre")
    assert "en cours, Rita" in rita.text
    assert "Prises 1" in (await rita.open("/console?file=prises")).text
    async with world.log._database.write() as connection:
        await connection.execute(update(events).values(at=utc_now() - datetime.timedelta(days=2)))
    assert "À traiter 1" in (await rita.open("/console")).text
    assert "rendue à la file" in (await rita.open("/console/q/1")).text


async def test_a_note_is_never_sent(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await rita.open("/console/q/1")).send("Ajouter la note", note="<b>voir</b> avec Lyon")
    assert "&lt;b&gt;voir&lt;/b&gt; avec Lyon" in rita.html
    await rita.send("Ajouter la note", note=" ")
    assert "À corriger" in rita.text
    await minute_passes(world)
    assert "Lyon" not in world.person(MAYOR).last.text


async def test_what_is_typed_beside_a_note_stays_and_a_note_beside_an_act_is_kept(
    world: World, rita: Browser
) -> None:
    for text in ("vitesse de la lumière", "le prix du sel à Tombouctou"):
        await world.ask(text)
    await rita.open("/console/q/1")
    await rita.send("Ajouter la note", note="voir Lyon", vers="l'Observatoire & Cie")
    assert "Note ajoutée" in rita.text
    assert 'value="l&#39;Observatoire &amp; Cie"' in rita.html
    await rita.send("Ajouter la note", note=" ", vers="l'Observatoire de Paris")
    assert 'value="l&#39;Observatoire de Paris"' in rita.html
    await rita.send("Classer hors", note="dit par téléphone")
    assert "hors périmètre" in (await rita.open("/console/q/1")).text
    for kept in ("voir Lyon", "dit par téléphone", "l'Observatoire de Paris"):
        assert kept in rita.text


async def test_what_its_asker_read_and_refused_is_not_sent_again(
    world: World, rita: Browser
) -> None:
    mayor = world.person(MAYOR)
    asked = Step(send="quel est le prix d'une concession au cimetière ?", reply="concessions")
    await play(mayor, [asked, Step(press="Je veux quand même", reply="transmise")])
    await rita.open("/console/q/1")
    assert "demande quand même : « Le service du cimetière" in rita.text
    assert "posée, orientée ailleurs par l'assistant" in rita.text
    await rita.send("Classer hors")
    assert "Dites vers qui se tourner" in rita.text


async def test_a_question_that_was_taken_is_given_back(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await rita.open("/console/q/1")).send("Prendre")
    await rita.send("Libérer")
    assert "rendue à la file, par Rita" in rita.text
    assert "À traiter 1" in (await rita.open("/console")).text


async def test_a_note_holds_nobodys_contact(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    note = "Rappelé au 06 12 34 56 78, puis écrit à anne.martin@mairie.example"
    await (await rita.open("/console/q/1")).send("Ajouter la note", note=note)
    assert "Rappelé au [téléphone], puis écrit à [adresse électronique]" in rita.text
    stored = await dump(world.url)
    for contact in ("06 12 34 56 78", "anne.martin"):
        assert contact not in stored


async def test_a_reply_is_seen_then_sent_then_taken_back_then_sent(
    world: World, rita: Browser
) -> None:
    await world.ask("vitesse de la lumière")
    mayor = world.person(MAYOR)
    await rita.open("/console/q/1/repondre")
    await rita.send("Ajouter « Accusé »", texte="Bonjour.")
    assert "revenons vers vous" in rita.text
    await rita.send("Voir l'aperçu", texte="Trois cent mille <km/s>")
    assert "1 personne sera prévenue" in rita.text
    assert "&lt;km/s&gt;" in rita.html
    assert "sur 4096" in rita.text
    assert "contient" not in rita.text
    await rita.send("Voir l'aperçu", texte="mot " * 1_100)
    assert "Trop long pour Telegram" in rita.text
    assert "Envoyer, dans" not in rita.text
    await rita.send("Voir l'aperçu", texte="Appelez le 06 12 34 56 78")
    assert "Ce texte contient" in rita.text
    await rita.send("Voir l'aperçu", texte="Trois cent mille <km/s>")
    await rita.send("Envoyer")
    assert "la réponse part dans" in rita.text
    await Notices(world.app, world.log, None).send_due()
    assert "Trois cent" not in mayor.last.text
    await rita.send("Annuler l'envoi")
    assert "L'envoi est annulé" in rita.text
    assert "Trois cent mille" in rita.html
    assert (await logged(world.log, 1)).status == "en_cours"
    await minute_passes(world)
    assert "Trois cent" not in mayor.last.text
    await rita.send("Voir", texte="Deux cent mille")
    await rita.send("Envoyer")
    await minute_passes(world)
    assert "Deux cent mille" in mayor.last.text


async def test_a_preview_is_a_page_to_come_back_to(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    await rita.open("/console/q/1/apercu")
    assert path_of(rita.url) == "/console/q/1/repondre", "nothing is kept yet"
    await rita.send("Voir l'aperçu", texte="Trois cent mille", q="compost")
    shown = rita.url
    assert path_of(shown) == "/console/q/1/apercu"
    await rita.open(shown)
    assert "Trois cent mille" in rita.text
    assert "composteur collectif" in rita.text
    emile = await browse().sign_in(world.person(EMILE, "Émile"))
    await (await emile.open("/console/q/1")).send("Prendre")
    await rita.send("Voir l'aperçu", texte="Deux cent mille")
    assert rita.status == 409
    assert "Quelqu'un a agi" in rita.text
    assert "Deux cent mille" in rita.html
    await rita.open("/console/q/1/repondre")
    await rita.send("Chercher", texte="", q="compost")
    assert "composteur collectif" in rita.text
    assert "À corriger" not in rita.text


async def test_who_wants_no_message_any_more_gets_none_that_was_about_to_leave(
    world: World, rita: Browser
) -> None:
    await world.ask("vitesse de la lumière")
    await rita.open("/console/q/1/repondre")
    await rita.send("Voir l'aperçu", texte="Trois cent mille")
    await rita.send("Envoyer")
    mayor = world.person(MAYOR)
    await play(mayor, [Step(press="Ne pas me prévenir", notice="Pas de message")])
    await minute_passes(world)
    assert "Trois cent" not in mayor.last.text
    await rita.open("/console/q/1")
    assert "pas été jointe : la personne ne veut plus être prévenue" in rita.text
    await play(mayor, [Step(send="/mesquestions", reply=""), Step(press="1", reply="Trois cent")])


async def test_what_has_left_is_put_right_and_told(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await rita.open("/console/q/1/repondre")
    await rita.send("Voir", texte="Deux cent mille")
    await rita.send("Envoyer")
    page, url = rita.html, rita.url
    await minute_passes(world)
    rita.html, rita.url = page, url
    await rita.send("Annuler l'envoi")
    assert "Trop tard" in rita.text
    await rita.open("/console/q/1/repondre")
    assert "Corriger la réponse" in rita.text
    await rita.send("Voir", texte="Trois cent mille")
    await rita.send("Envoyer")
    await minute_passes(world)
    assert "Réponse corrigée" in world.person(MAYOR).last.text
    assert "Trois cent mille" in world.person(MAYOR).last.text
    assert "réponse corrigée, par Rita" in (await rita.open("/console/q/1")).text


async def test_a_fiche_is_found_seen_and_attached(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await rita.open("/console/q/1/rattacher?q=composteur%20collectif")
    await rita.open("/console/q/1/rattacher?fiche=compost-installer")
    assert "un référent" in rita.text
    await rita.send("Envoyer cette fiche")
    assert "la réponse part dans" in rita.text
    await minute_passes(world)
    assert "un référent" in world.person(MAYOR).last.text
    question = await logged(world.log, 1)
    assert (question.status, question.entry) == ("repondue", "compost-installer")


async def test_what_resembles_is_merged_and_all_are_told_once(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR)
    await rita.open("/console/q/1")
    assert "n° 2" in rita.text
    await rita.send("Réunir")
    assert "Cochez au moins une question" in rita.text
    await rita.send("Réunir", meme="2")
    assert (await logged(world.log, 2)).status == "doublon"
    assert "2 personnes seront prévenues" in rita.text
    assert "Questions réunies" in rita.text
    assert "Réunies ici n° 2 : quelle est la vitesse" in rita.text
    await rita.open("/console/q/1/repondre")
    await rita.send("Voir", texte="Trois cent mille")
    await rita.send("Envoyer")
    await minute_passes(world)
    for who in (MAYOR, OTHER_MAYOR):
        told = [m for m in world.person(who).replies if "Trois cent mille" in m.text]
        assert len(told) == 1


async def test_long_texts_are_cut_with_a_sign_of_it_and_names_keep_their_capitals(
    world: World, rita: Browser
) -> None:
    await world.ask("vitesse de la lumière " + "dans le vide intersidéral " * 12)
    await rita.open("/console")
    assert "dans le vide intersid… " in rita.text
    assert "Demande d'appui au Cerema" in rita.text
    assert "À traiter, 1 question ·" in rita.text


async def test_a_reply_once_sent_leads_to_the_next_question(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("le prix du sel à Tombouctou")
    await (await rita.open("/console/q/1/repondre")).send("Voir", texte="Deux cent mille")
    assert path_of(rita.url) == "/console/q/1/apercu"
    assert rita.led_to.endswith("#apercu"), "the preview is what one sees next"
    assert "0 %" not in rita.text
    await rita.send("Envoyer")
    assert path_of(rita.url) == "/console/q/2"
    assert "Question n° 1 : la réponse part dans" in rita.text
    await rita.send("Annuler l'envoi")
    assert path_of(rita.url) == "/console/q/1/repondre"


async def test_a_fiche_that_is_near_is_sent_by_one_press_and_the_next_follows(
    world: World, rita: Browser
) -> None:
    shown = Step(send="compost à la cantine", reply="composteur collectif")  # and left unread
    far = Step(send="compost près du cimetière", reply="n° ")
    mayor = world.person(MAYOR, "Maire")
    await play(mayor, [Step(send="le prix du sel à Tombouctou", reply="n° "), shown, shown, far])
    await rita.open("/console/q/2")
    assert "un référent" in rita.text, "as the asker will read it"
    assert 'class="offer" open' in rita.html
    await rita.send("Envoyer cette fiche")
    assert path_of(rita.url) == "/console/q/3", "the first was left aside"
    assert "Question n° 2 : la réponse part dans" in rita.text
    await rita.send("Envoyer cette fiche")
    assert path_of(rita.url) == "/console/q/4"
    assert "Fiche la moins éloignée" in rita.text
    assert 'class="offer" open' not in rita.html, "what is unlikely is folded"
    await rita.send("Classer hors", vers="l'Observatoire de Paris")
    assert path_of(rita.url) == "/console/q/1", "nothing later waits: back to what was left"
    assert "Envoyer cette fiche" not in rita.text, "nothing is near"
    await rita.open("/console/suivante?apres=1")
    assert path_of(rita.url) == "/console"
    await minute_passes(world)
    told = [m.text for m in mayor.replies if "Réponse à votre question" in m.text]
    assert sum("un référent" in text for text in told) == 2
    assert "n° 2 : répondue" in (await rita.open("/console/q/1?fait=2")).text
    for untrue in ("99", "x", "9" * 5_000):
        assert (await rita.open(f"/console/q/1?fait={untrue}")).status == 200


async def test_a_fiche_that_its_asker_refused_is_folded_and_says_so(
    world: World, rita: Browser
) -> None:
    mayor = world.person(MAYOR)
    offered = Step(send="un composteur qui pue", reply="sent mauvais")
    await play(mayor, [offered, Step(press="pas ma question", reply="n° ")])
    await rita.open("/console/q/1")
    assert "Fiche déjà proposée à l'auteur" in rita.text
    assert rita.text.index("sent mauvais") < rita.text.index("composteur collectif")
    assert 'class="offer" open' not in rita.html


async def test_little_words_make_no_question_near(world: World, rita: Browser) -> None:
    for text, who in (
        ("le prix du sel dans les mines de Tombouctou", MAYOR),
        ("dans les mines, la vitesse de la lumière", MAYOR),
        ("qui garde les lions dans la savane et qui les paie", OTHER_MAYOR),
    ):
        await world.ask(text, who)
    await rita.open("/console/q/1")
    assert "n° 2" in rita.text
    assert "lions" not in rita.text
    await rita.open("/console/q/3")
    assert "Questions proches" not in rita.text


async def test_numbers_that_no_question_has_are_no_incident(world: World, rita: Browser) -> None:
    for _ in range(2):
        await world.ask("vitesse de la lumière")
    endless = "9" * 5_000
    for path, label, field in (
        ("/console/q/1", "Réunir", "meme"),
        ("/console/q/1/repondre", "Ajouter « Accusé »", "phrase"),
    ):
        await rita.open(path)
        pressed = 'name="phrase" value="{}"'
        rita.html = rita.html.replace(pressed.format(0), pressed.format(endless))
        await rita.send(label, unmarked=False, **{field: endless})
        assert rita.status < 500


async def test_out_of_scope_says_to_whom_to_turn(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await (await rita.open("/console/q/1")).send("Classer hors", vers="")
    assert "Dites vers qui" in rita.text
    await rita.send("Classer hors", vers="l'Observatoire de Paris")
    assert path_of(rita.url) == "/console"
    assert "la réponse part dans" in rita.text
    await minute_passes(world)
    assert "l'Observatoire de Paris" in world.person(MAYOR).last.text
    await (await rita.open("/console/q/1")).send("Rouvrir")
    assert "nouvelle" in rita.text


async def test_what_is_filed_out_of_scope_is_taken_back_within_its_minute(
    world: World, rita: Browser
) -> None:
    await world.ask("vitesse de la lumière")
    await (await rita.open("/console/q/1")).send("Classer hors", vers="l'Observatoire de Paris")
    await rita.send("Annuler l'envoi")
    assert path_of(rita.url) == "/console/q/1"
    assert "rien n'est parti" in rita.text
    assert 'value="l&#39;Observatoire de Paris"' in rita.html, "what was typed is in its form"
    await minute_passes(world)
    assert "Observatoire" not in world.person(MAYOR).last.text
    assert (await logged(world.log, 1)).status == "en_cours"


async def test_a_fiche_taken_back_leaves_no_reply_in_a_form(world: World, rita: Browser) -> None:
    await world.ask("vitesse de la lumière")
    await rita.open("/console/q/1/rattacher?fiche=compost-installer")
    await rita.send("Envoyer cette fiche")
    await rita.send("Annuler l'envoi")
    assert path_of(rita.url) == "/console/q/1"
    assert "rien n'est parti" in rita.text


async def test_a_reply_taken_back_on_the_page_of_a_duplicate_is_taken_back_for_both(
    world: World, rita: Browser
) -> None:
    await world.ask("vitesse de la lumière")
    await world.ask("quelle est la vitesse de la lumière dans le vide", OTHER_MAYOR)
    await (await rita.open("/console/q/1")).send("Réunir", meme="2")
    await (await rita.open("/console/q/1/repondre")).send("Voir", texte="Deux cent mille")
    await rita.send("Envoyer")
    await (await rita.open("/console/q/2")).send("Annuler l'envoi")
    assert path_of(rita.url) == "/console/q/1/repondre"
    await rita.send("Voir", texte="Trois cent mille")
    await rita.send("Envoyer")
    await minute_passes(world)
    for who in (MAYOR, OTHER_MAYOR):
        told = [m.text for m in world.person(who).replies if "mille" in m.text]
        assert len(told) == 1
        assert "Trois cent mille" in told[0]


async def test_of_two_people_the_second_is_told_and_loses_nothing(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    emile = await browse().sign_in(world.person(EMILE, "Émile"))
    for one in (rita, emile):
        await one.open("/console/q/1/repondre")
        await one.send("Voir", texte=f"De {'Rita' if one is rita else 'Émile'}")
    await rita.send("Envoyer")
    await emile.send("Envoyer")
    assert emile.status == 409
    assert "rien n'a été changé" in emile.text
    assert "De Émile" in emile.html
    assert "Réponse déjà donnée De Rita" in emile.text
    await rita.open("/console/q/1/repondre")
    assert "Brouillon commencé par Émile" in rita.text
    assert (await logged(world.log, 1)).reply == "De Rita"


async def test_of_two_replies_sent_at_the_same_moment_one_leaves(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    emile = await browse().sign_in(world.person(EMILE, "Émile"))
    for one, name in ((rita, "Rita"), (emile, "Émile")):
        await one.open("/console/q/1/repondre")
        await one.send("Voir", texte=f"De {name}")
    await asyncio.gather(rita.send("Envoyer"), emile.send("Envoyer"))
    assert sorted((rita.status, emile.status)) == [200, 409]
    reply = (await logged(world.log, 1)).reply or ""
    assert reply == ("De Rita" if rita.status == 200 else "De Émile")
    await minute_passes(world)
    told = [m.text for m in world.person(MAYOR).replies if "De Rita" in m.text or "De É" in m.text]
    assert len(told) == 1
    assert reply in told[0]


async def test_work_is_handed_on(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    emile = await browse().sign_in(world.person(EMILE, "Émile"))
    assert "Émile</option>" in (await rita.open("/console/q/1")).html, "signed in, and no more"
    await (await emile.open("/console/q/1")).send("Prendre")
    await (await rita.open("/console/q/1")).send("Confier", nom="Émile")
    assert "prévenez votre collègue" in rita.text
    assert "confiée, par Rita (Émile)" in rita.text
    await emile.send("Confier", nom="Émile")
    assert "Quelqu'un a agi" in emile.text
    await (await rita.open("/console/q/1")).send("Confier", nom="Nobody")
    assert rita.status == 400


async def test_to_whom_work_is_handed_is_told_to_the_staff_alone(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    await browse().sign_in(world.person(EMILE, "Zorbula"))
    await (await rita.open("/console/q/1")).send("Confier", nom="Zorbula")
    assert "confiée, par Rita (Zorbula)" in rita.text
    mayor = world.person(MAYOR)
    await play(mayor, [Step(send="/mesdonnees", replies=[["page à lire"], ["même chose"]])])
    sent = [message.file or b"" for message in mayor.replies[-2:]]
    for identified in (False, True):
        file = io.BytesIO()
        await export(world.log, Filter(), "ndjson", None, file, identified=identified)
        sent.append(file.getvalue())
    for content in sent:
        assert b"vitesse de la lumi" in content
        assert b"Zorbula" not in content


async def test_what_is_erased_is_not_found_any_more(world: World, rita: Browser) -> None:
    await world.ask("le brouillard de Tombouctou")
    await world.log.console.handling.note(1, "Rita", "un mot sur le brouillard")
    assert "brouillard" in (await rita.open("/console?q=brouillards")).text
    await play(
        world.person(MAYOR),
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="C'est effacé"),
        ],
    )
    assert "Aucune question ici" in (await rita.open("/console?q=brouillards&file=toutes")).text
    assert await world.log.console.handling.notes_of(1) == []
    assert "brouillard" not in await dump(world.url)


async def test_a_colleagues_begun_reply_is_not_dropped(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    await world.ask("vitesse de la lumière")
    emile = await browse().sign_in(world.person(EMILE, "Émile"))
    for browser in (rita, emile):
        await browser.open("/console/q/1/repondre")
    await rita.send("Voir l'aperçu", texte="Trois cent mille")
    await emile.send("Chercher", texte="", q="compost")
    assert emile.status == 409
    assert "Rita a commencé une réponse" in emile.text
    assert "Trois cent mille" in emile.text
    await emile.send("Voir l'aperçu", texte="Deux cent mille")
    assert "Deux cent mille" in emile.text, "knowing it, he keeps his"
    await rita.send("Voir l'aperçu", texte="Trois cent mille environ")
    assert rita.status == 409
    assert "Deux cent mille" in rita.text
    assert "Trois cent mille environ" in rita.html
    await emile.open("/console/q/1/repondre")
    assert "Deux cent mille" in emile.text


async def test_nothing_is_written_beside_a_question_that_was_erased(
    world: World, rita: Browser, browse: Callable[[], Browser]
) -> None:
    mayor = world.person(MAYOR)
    for text in ("vitesse de la lumière", "le prix du sel à Tombouctou"):
        await world.ask(text)
    noting, typing = rita, await browse().sign_in(world.person(EMILE, "Émile"))
    await (await typing.open("/console/q/2/repondre")).send("Voir l'aperçu", texte="Cher.")
    await typing.send("Envoyer")
    await typing.open("/console/q/2/repondre")
    await noting.open("/console/q/1")
    await play(
        mayor,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière confirmation"),
            Step(press="Oui, tout effacer", reply="2 questions"),
        ],
    )
    await noting.send("Classer hors", vers="la mairie", note="M. Untel a rappelé")
    await typing.send("Voir l'aperçu", texte="Pour M. Untel")
    assert typing.status == 409
    await typing.knock("GET", "/console/q/2/repondre")
    assert typing.status == 409
    assert "Untel" not in await dump(world.url)
