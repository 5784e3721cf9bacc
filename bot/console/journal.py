"""The journal: who did what, on which question and fiche; nobody's text stands in it."""

from starlette.responses import Response

from bot.console.web import Visit, page_number
from bot.knowledge.models import ID


async def journal(visit: Visit) -> Response:
    """A page of the acts of the staff, perhaps those of one person."""
    log = visit.house.log.console
    names = await log.journal.names()
    actor = visit.query.get("qui", "")
    chosen = actor if actor in names else ""
    number = page_number(visit.query.get("page", ""))
    acts, more = await log.journal.page(number, chosen)
    return visit.page(
        "journal.html.j2",
        lines=[(act, act.about if ID.fullmatch(act.about) else "") for act in acts],
        entries=visit.house.served().base.entries,
        names=names,
        chosen=chosen,
        number=number,
        more=more,
    )
