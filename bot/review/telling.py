"""Whom an act will have told, and what became of each message, in the same words everywhere."""

from bot.questionlog.records import Sending
from bot.review.days import moment
from bot.texts import review as texts
from bot.texts.typography import Count


def sending_line(sending: Sending) -> str:
    """What became of one notice, in plain words."""
    reason = texts.SENDING_REASONS.get(sending.reason, sending.reason)
    return texts.SENDINGS[sending.state].format(date=moment(sending.at), reason=reason)


def will_be_told(count: int) -> str:
    """How many people an act has told: nobody yet, for the message leaves later."""
    return texts.WILL_BE_TOLD.format(count=Count(count)) if count else texts.TOLD_NOBODY
