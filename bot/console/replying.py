"""Answering: the text with fiches beside it, seen as the phone shows it, then sent a minute on."""

from urllib.parse import quote

from starlette.responses import Response

from bot.console.offering import offer
from bot.console.onward import onward, path_of
from bot.console.phone import drawn
from bot.console.question import asked
from bot.console.web import RefusedError, Visit, redirect
from bot.knowledge.html import MAX_MESSAGE, telegram_length
from bot.pages.reply import Reply
from bot.questionlog.desk import Asker
from bot.questionlog.handling import UNDO_TIME, Note
from bot.questionlog.lifecycle import is_open
from bot.questionlog.records import LoggedQuestion
from bot.review import asker_pages, pages
from bot.review.acts import Review
from bot.review.caution import caution
from bot.review.second_thoughts import SecondThoughts, mended
from bot.review.telling import will_be_told
from bot.texts import console as texts


async def form(visit: Visit) -> Response:
    """The form, with what was kept of it."""
    question = await asked(visit)
    _answerable(question)
    kept = await visit.house.log.console.handling.unsent(question.id)
    text = kept.text if kept else (question.reply or "")
    return await _page(visit, question, text, begun=kept)


async def keep(visit: Visit) -> Response:
    """Keep the reply, so that closing the page loses nothing, and lead to its preview."""
    question = await asked(visit)
    _answerable(question)
    handling, text = visit.house.log.console.handling, _typed(visit)
    if await handling.version(question.id) != visit.seen():
        return await _page(visit, question, text, [("texte", texts.CONFLICT)], status=409)
    kept = await handling.unsent(question.id)
    theirs = kept if kept is not None and kept.actor != visit.member.name else None
    if theirs is not None and visit.form.get("commence", "") != mark_of(theirs):
        errors = [("texte", texts.BEGUN_MEANWHILE.format(name=theirs.actor))]
        return await _page(visit, question, text, errors, status=409, begun=kept)
    if text.strip() or theirs is None:  # nobody empties a colleague's
        await handling.keep_unsent(question.id, visit.member.name, text)
    words = visit.form.get("q", "").strip()[:300]
    searched = f"?q={quote(words)}" if words else ""
    if text.strip():
        return redirect(f"{path_of(question.id)}/apercu{searched}#apercu")
    if "chercher" in visit.form:
        return redirect(f"{path_of(question.id)}/repondre{searched}")
    return await _page(visit, question, text, [("texte", texts.FAULT_TEXT)])


async def preview(visit: Visit) -> Response:
    """The reply that was kept, as the phone shows it."""
    question = await asked(visit)
    _answerable(question)
    kept = await visit.house.log.console.handling.unsent(question.id)
    if kept is None:
        return redirect(f"{path_of(question.id)}/repondre")
    shown = _shown(question, kept.text.strip())
    return await _page(visit, question, kept.text, shown=shown, begun=kept)


async def send(visit: Visit) -> Response:
    """Send the reply, in a minute; or put the one that was sent right."""
    question = await asked(visit)
    text = _typed(visit).strip()
    if not text:
        return await _page(visit, question, text, [("texte", texts.FAULT_TEXT)])
    handling = visit.house.log.console.handling
    desk = handling.desk(visit.seen(), UNDO_TIME)
    if question.status == "repondue":
        reply = await SecondThoughts(desk).mend(question.id, text, visit.member.name)
    else:
        review = Review(visit.house.served().base, visit.house.log, desk)
        reply = await review.answer(question.id, text, visit.member.name)
    if reply.refused:
        await handling.keep_unsent(question.id, visit.member.name, text)
        why = texts.CONFLICT if desk.stale else reply.html
        return await _page(visit, await asked(visit), text, [("texte", why)], status=409)
    await handling.keep_unsent(question.id, visit.member.name, "")
    if question.status == "repondue":
        return redirect(path_of(question.id))
    return await onward(visit, question.id)


async def choose(visit: Visit) -> Response:
    """Fiches to answer with, found by words; one of them as its asker will see it."""
    question = await asked(visit)
    _answerable(question)
    words = visit.query.get("q", "").strip()[:300]
    told = await visit.house.log.desk.to_tell(question.id)
    return visit.page(
        "rattacher.html.j2",
        question=question,
        version=await visit.house.log.console.handling.version(question.id),
        words=words,
        offer=offer(visit, question, words, visit.query.get("fiche", "")),
        limit=MAX_MESSAGE,
        who=will_be_told(len(told)),
    )


async def attach(visit: Visit) -> Response:
    """Answer with a fiche, in a minute."""
    question = await asked(visit)
    log = visit.house.log
    desk = log.console.handling.desk(visit.seen(), UNDO_TIME)
    review = Review(visit.house.served().base, log, desk)
    reply = await review.attach(question.id, visit.form.get("fiche", ""), visit.member.name)
    if reply.refused:
        return redirect(path_of(question.id), "conflit")
    return await onward(visit, question.id)


def mark_of(begun: Note | None) -> str:
    """What a form carries of the reply that somebody had begun when it was shown."""
    return "" if begun is None else begun.at.isoformat()


def _answerable(question: LoggedQuestion) -> None:
    if not question.text:
        raise RefusedError(409, "effacee")
    if not (is_open(question.status) or question.status == "repondue"):
        raise RefusedError(409, "classee")


def _typed(visit: Visit) -> str:
    """The text, with the ready phrase that was asked for at its end."""
    text = visit.form.get("texte", "")
    ranks = visit.numbers("phrase")
    if ranks and ranks[-1] < len(texts.PHRASES):
        phrase = texts.PHRASES[ranks[-1]][1]
        text = f"{text.rstrip()}\n\n{phrase}" if text.strip() else phrase
    return text


def _shown(question: LoggedQuestion, text: str) -> Reply:
    asker = Asker(question.id, question.text, pages.PREVIEWED)
    if question.status == "repondue":
        return mended(text)(asker)
    return asker_pages.personal_notice(asker, text)


async def _page(
    visit: Visit,
    question: LoggedQuestion,
    text: str,
    errors: list[tuple[str, str]] | None = None,
    shown: Reply | None = None,
    status: int = 200,
    begun: Note | None = None,
) -> Response:
    log = visit.house.log
    words = (visit.form.get("q") or visit.query.get("q", "")).strip()[:300]
    told = await log.desk.to_tell(question.id)
    return visit.page(
        "repondre.html.j2",
        422 if errors and status == 200 else status,
        question=question,
        version=await log.console.handling.version(question.id),
        text=text,
        begun=begun,
        commence=mark_of(begun or await log.console.handling.unsent(question.id)),
        words=words,
        found=offer(visit, question, words).found,
        shown=drawn(shown.html) if shown else None,
        size=telegram_length(shown.html) if shown else 0,
        limit=MAX_MESSAGE,
        who=will_be_told(len(told)),
        caution=caution(text) if shown else "",
        mending=question.status == "repondue",
        phrases=list(enumerate(texts.PHRASES)),
        errors=errors or [],
    )
