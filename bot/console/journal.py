"""The journal: who did what, on which question and fiche; nobody's text stands in it."""

from starlette.responses import Response

from bot.console.web import Visit, page_number
from bot.knowledge.models import ID
from bot.questionlog.consultation_records import name_in


async def journal(visit: Visit) -> Response:
    """A page of the acts of the staff, perhaps those of one person."""
    log = visit.house.log.console
    signed = await log.journal.names()
    names = sorted({name_in(one) for one in signed})
    actor = visit.query.get("qui", "")
    chosen = actor if actor in names else ""
    number = page_number(visit.query.get("page", ""))
    same = [one for one in signed if name_in(one) == chosen]
    acts, more = await log.journal.page(number, same)
    return visit.page(
        "journal.html.j2",
        lines=[(act, act.about if ID.fullmatch(act.about) else "") for act in acts],
        entries=visit.house.served().base.entries,
        names=names,
        chosen=chosen,
        number=number,
        more=more,
    )
