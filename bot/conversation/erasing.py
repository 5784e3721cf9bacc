"""Erasing all that is held of a person: asked twice, « again » then « yes », under a mark."""

from datetime import datetime, timedelta
from typing import Final

from bot.clock import utc_now
from bot.pages import my_data
from bot.pages.reply import Reply
from bot.questionlog.form import ERASING, Form, erasing
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from bot.texts import privacy as privacy_texts

CONFIRM_WITHIN: Final = timedelta(minutes=5)
"""How long a confirmation of erasing may wait."""


async def erase(log: QuestionLog, text: str, sender: Sender, form: Form | None) -> Reply:
    """Take a step of it.

    Args:
        log: the question log.
        text: the step and its mark, which works once.
        sender: who asks for it.
        form: the form that is open.

    Raises:
        LogUnavailableError: nothing was erased.
    """
    step, _, mark = text.partition(":")
    if step == "no":
        return Reply(privacy_texts.NOT_ERASED, form="")
    if step not in ("again", "yes") or not _is_fresh(form, mark):
        form = erasing()
        return my_data.ask_to_erase(form.fields["marque"], form.dump())
    if step == "again":
        return my_data.confirm_erasing(mark)
    count = await log.privacy.erase(sender)
    erased = privacy_texts.ERASED.format(questions=texts.questions(count))
    return Reply(erased, forgotten=True)


def _is_fresh(form: Form | None, mark: str) -> bool:
    """Whether this confirmation is the one under way, and not one of long ago."""
    if form is None or form.kind != ERASING or form.fields["marque"] != mark:
        return False
    return utc_now() - datetime.fromisoformat(form.fields["depuis"]) <= CONFIRM_WITHIN
