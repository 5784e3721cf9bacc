"""From one question to the next: where an act leads, and what it was, while it is taken back."""

from dataclasses import dataclass

from starlette.responses import Response

from bot.console.web import ROOT, Visit, numbered, redirect


@dataclass(frozen=True, slots=True)
class Done:
    """A question that was just dealt with."""

    number: int
    status: str
    seconds: int
    """For how long it can be taken back."""


def path_of(number: int) -> str:
    """The address of a question's page."""
    return f"{ROOT}/q/{number}"


async def next_one(visit: Visit) -> Response:
    """The question that waits longest, or of those that came after the one that is left aside."""
    number = await visit.house.log.console.queue.oldest(numbered(visit.query.get("apres", "")))
    return redirect(ROOT if number is None else path_of(number))


async def onward(visit: Visit, number: int) -> Response:
    """After a question was dealt with: the next one, with a way to take this back on it.

    Args:
        visit: by whom.
        number: the question that was dealt with. What came before it was left aside, and comes
            again once nothing that came after it waits.
    """
    queue = visit.house.log.console.queue
    found = await queue.oldest(number) or await queue.oldest()
    path = ROOT if found is None else path_of(found)
    return redirect(f"{path}?fait={number}#contenu")


async def just_done(visit: Visit) -> Done | None:
    """The question that the address tells to have just been dealt with, if it was."""
    return await done_of(visit, numbered(visit.query.get("fait", "")))


async def done_of(visit: Visit, number: int) -> Done | None:
    """What became of a question, and for how long that can be taken back; None: there is none."""
    question = await visit.house.log.get(number) if number > 0 else None
    if question is None:
        return None
    seconds = await visit.house.log.console.handling.seconds_left(number)
    return Done(number, question.status, seconds)
