"""Those who wait for what a fiche now answers: seen by a reviewer, then told."""

import asyncio
from typing import Final

from starlette.responses import Response

from bot.console.web import ROOT, RefusedError, Visit, redirect
from bot.knowledge.models import Entry
from bot.matching.index import Index
from bot.matching.matcher import match
from bot.questionlog.handling import UNDO_TIME
from bot.questionlog.queue import Line
from bot.review.acts import Review

MAX_ASKED: Final = 100
"""Waiting questions that are tried on a fiche, the oldest first."""


async def answered_by(visit: Visit, entry: Entry) -> list[Line]:
    """The waiting questions that a fiche would answer, as it is served now."""
    waiting = await visit.house.log.console.queue.waiting(MAX_ASKED)
    index = visit.house.served().index
    return await asyncio.to_thread(_of_entry, waiting, index, entry.id)


async def tell(visit: Visit) -> Response:
    """Answer the ticked questions with the fiche, in a minute."""
    entry = visit.house.served().base.entries.get(str(visit.request.path_params["fiche"]))
    if entry is None:
        raise RefusedError(404, "fiche")
    may = {line.id for line in await answered_by(visit, entry)}
    ticked = set(visit.numbers("numero"))
    log = visit.house.log
    review = Review(visit.house.served().base, log, log.console.handling.desk(None, UNDO_TIME))
    answered = sorted(ticked & may)
    for number in answered:
        await review.attach(number, entry.id, visit.member.name)
    done = "prevenus&faits=" + "-".join(map(str, answered)) if answered else "aucune"
    return redirect(f"{ROOT}/fiches/{entry.id}", done)


def _of_entry(waiting: list[Line], index: Index, entry: str) -> list[Line]:
    found = []
    for line in waiting:
        best = match(line.text, index).best
        if best is not None and best.entry == entry:
            found.append(line)
    return found
