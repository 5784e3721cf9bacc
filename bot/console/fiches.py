"""Fiches: lists that say what to do, one fiche as a phone shows it, a question tried on it."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from bot.clock import local_today
from bot.console.onward import Done, done_of
from bot.console.phone import drawn
from bot.console.telling import MAX_ASKED, answered_by
from bot.console.trying import Outcome, tried
from bot.console.web import RefusedError, Visit, numbered, page_number
from bot.knowledge.html import answer_html, details_html, details_left_out
from bot.knowledge.models import ID, Entry, KnowledgeBase
from bot.matching.matcher import match
from bot.matching.normalize import normal_form
from bot.pages.fiches import inline_text
from bot.questionlog.queue import Use
from bot.texts import console as texts
from bot.texts.typography import agreed

PER_PAGE: Final = 50
OFTEN: Final = 2
"""From so many refusals on, a fiche that is offered is one to look at."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fiche in the list."""

    entry: Entry
    domain: str
    use: Use
    late: bool


async def listed(visit: Visit) -> Response:
    """The list, narrowed to what is late, badly rated, never used or doubtful."""
    base = visit.house.served().base
    uses = await visit.house.log.console.queue.uses()
    shown = visit.query.get("liste", "toutes")
    shown = shown if shown in texts.LISTS else "toutes"
    words = visit.query.get("q", "").strip()[:200]
    rows = _rows(base, uses)
    counts = {name: sum(_is_in(name, row) for row in rows) for name in texts.LISTS}
    chosen = [row for row in rows if _is_in(shown, row) and _holds(row.entry, words)]
    number = page_number(visit.query.get("page", ""))
    first = (number - 1) * PER_PAGE
    return visit.page(
        "fiches.html.j2",
        rows=chosen[first : first + PER_PAGE],
        total=len(chosen),
        number=number,
        more=first + PER_PAGE < len(chosen),
        shown=shown,
        counts=counts,
        words=words,
        drafts=await visit.house.log.console.drafts.live(),
        entries=base.entries,
    )


async def one(visit: Visit) -> Response:
    """One fiche as phones show it; tried by a question, if one is given."""
    base = visit.house.served().base
    entry_id = fiche_id(visit)
    entry = base.entries.get(entry_id)
    draft = await visit.house.log.console.drafts.of_entry(entry_id)
    if entry is None and draft is None:
        raise RefusedError(404, "fiche")
    question = visit.query.get("essai", "").strip()[:300]
    trial: Outcome | None = None
    if question:
        served = visit.house.served()
        result = await asyncio.to_thread(match, question, served.index)
        trial = tried(question, result, base)
    uses = await visit.house.log.console.queue.uses()
    return visit.page(
        "fiche.html.j2",
        id=entry_id,
        entry=entry,
        draft=draft,
        views=phone_views(entry, visit.house.served().bot) if entry else [],
        question=question,
        trial=trial,
        use=uses.get(entry_id, Use()),
        late=entry is not None and entry.is_due(local_today()),
        domain=base.find_domain(entry.domain) if entry else None,
        waiting=await answered_by(visit, entry) if entry else [],
        answered=await _answered(visit),
        replayed=_replayed(visit.query.get("rejoue", "")),
        versions=await visit.house.log.console.drafts.versions(entry_id),
    )


async def _answered(visit: Visit) -> list[Done]:
    """The questions that this fiche has just been the answer to, from the address."""
    numbers = visit.query.get("faits", "").split("-")[:MAX_ASKED] if visit.member.reviewer else []
    found = [await done_of(visit, numbered(number)) for number in numbers]
    return [one for one in found if one is not None]


def _replayed(counts: str) -> str:
    """What the publication that has just been changes for people, from the address."""
    numbers = counts.split("-")
    if len(numbers) != 3 or not all(n.isascii() and n.isdecimal() for n in numbers):
        return ""
    gained, changed, lost = (int(number[:9]) for number in numbers)
    return agreed(texts.REPLAYED, gained=gained, changed=changed, lost=lost)


def fiche_id(visit: Visit) -> str:
    """The id in the address.

    Raises:
        RefusedError: no fiche could have it.
    """
    found = str(visit.request.path_params["fiche"])
    if not ID.fullmatch(found) or len(found) > 200:
        raise RefusedError(404, "fiche")
    return found


def phone_views(entry: Entry, bot: str) -> list[tuple[str, Any]]:
    """(which view, bubble): in private, its details where they stand apart, in another chat."""
    today = local_today()
    views = [("reponse", drawn(answer_html(entry, today)))]
    if details_left_out(entry, today):
        views.append(("details", drawn(details_html(entry, today))))
    views.append(("inline", drawn(inline_text(entry, today, bot or "bot"))))
    return views


def _rows(base: KnowledgeBase, uses: dict[str, Use]) -> list[Row]:
    today = local_today()
    return [
        Row(
            entry,
            domain.name,
            uses.get(entry.id, Use()),
            entry.is_due(today),
        )
        for domain in base.domains
        for entry in base.by_domain[domain.id]
    ]


def _is_in(name: str, row: Row) -> bool:
    tests = {
        "en-retard": row.late,
        "mal-notees": 0 < row.use.useless >= row.use.useful,
        "jamais": row.use.answered == 0,
        "refusees": row.use.refused >= OFTEN and row.use.refused > row.use.chosen,
        "doutes": bool(row.entry.doubts),
    }
    return tests.get(name, True)


def _holds(entry: Entry, words: str) -> bool:
    """Whether each word that is looked for stands in the fiche, without regard to accents."""
    if not words:
        return True
    texts_of = (entry.id, entry.question, *entry.phrasings, *entry.keywords)
    whole = " ".join(map(normal_form, texts_of))
    return all(word in whole for word in normal_form(words).split())
