"""The queue: tabs with counts, the late first, filters that combine and stand in the address."""

import math
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from bot.clock import local_today
from bot.console.onward import just_done
from bot.console.web import ROOT, House, Visit, page_number, redirect
from bot.questionlog.lifecycle import is_open
from bot.questionlog.queue import PER_PAGE, TABS, Chosen, Line, Tab
from bot.review.places import origin
from bot.texts import console as texts
from bot.working_days import promised


async def inbox(visit: Visit) -> Response:
    """A page of the queue."""
    if not visit.member.reviewer:
        return redirect(f"{ROOT}/fiches")
    log = visit.house.log.console
    await log.handling.free_forgotten()
    chosen = _chosen(visit)
    page = await log.queue.page(chosen)
    last = max(1, math.ceil(page.total / PER_PAGE))
    return visit.page(
        "file.html.j2",
        chosen=chosen,
        page=page,
        last=last,
        rows=[row_of(line, visit.house) for line in page.lines],
        tabs=[(tab, link(replace(chosen, tab=tab, page=1)), page.counts[tab]) for tab in TABS],
        chips=_chips(chosen, visit.house),
        before=link(replace(chosen, page=chosen.page - 1)) if chosen.page > 1 else "",
        after=link(replace(chosen, page=chosen.page + 1)) if chosen.page < last else "",
        domains=visit.house.served().base.domains,
        done=await just_done(visit),
    )


def row_of(line: Line, house: House) -> dict[str, Any]:
    """A question with what its row says."""
    day = promised(line.reopened_at or line.asked_at, house.settings.reply_days)
    base = house.served().base
    domain = base.find_domain(line.domain or "")
    return {
        "line": line,
        "day": day,
        "late": is_open(line.status) and day < local_today(),
        "place": origin(line.town),
        "domain": domain.name if domain else "",
        "kind": texts.KINDS.get(line.kind, line.kind),
    }


def link(chosen: Chosen) -> str:
    """The address of a page of the queue."""
    fields = {
        "file": chosen.tab,
        "domaine": chosen.domain,
        "nature": chosen.kind,
        "q": chosen.words,
        "page": chosen.page if chosen.page > 1 else "",
    }
    return f"{ROOT}?{urlencode({name: value for name, value in fields.items() if value})}"


def _chosen(visit: Visit) -> Chosen:
    query = visit.query
    tab: Tab = next((one for one in TABS if one == query.get("file")), "a-traiter")
    domain = visit.house.served().base.find_domain(query.get("domaine", ""))
    kind = query.get("nature", "")
    return Chosen(
        tab,
        domain.id if domain else "",
        kind if kind in texts.KINDS else "",
        query.get("q", "").strip()[:200],
        page_number(query.get("page", "")),
    )


def _chips(chosen: Chosen, house: House) -> list[tuple[str, str]]:
    """(words, address without it) of each filter."""
    chips = []
    first = replace(chosen, page=1)
    domain = house.served().base.find_domain(chosen.domain)
    if domain:
        name = texts.CHIP_DOMAIN.format(name=domain.name)
        chips.append((name, link(replace(first, domain=""))))
    if chosen.kind:
        name = texts.CHIP_KIND.format(name=texts.KINDS[chosen.kind])
        chips.append((name, link(replace(first, kind=""))))
    if chosen.words:
        chips.append((texts.CHIP_WORDS.format(words=chosen.words), link(replace(first, words=""))))
    return chips
