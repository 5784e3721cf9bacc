"""Notices to askers and readers: where each goes, what it answers, what makes two the same."""

from typing import Final

from bot.clock import local_today, utc_now
from bot.knowledge.models import Entry
from bot.pages.reply import Reply, dump
from bot.questionlog.desk import Asker, Change
from bot.questionlog.people import CORRECTED
from bot.questionlog.readings import Reader
from bot.questionlog.records import Notice
from bot.review import asker_pages

SEEN: Final = "👀"
"""Of the few emojis that Telegram takes: https://core.telegram.org/bots/api#reactiontypeemoji"""


def to_asker(key: str, asker: Asker, shown: Reply) -> Notice:
    """A message to somebody who asked, under the message that did."""
    return Notice(
        key,
        asker.place.chat_id,
        dump(shown),
        asker.number,
        asker.place.thread_id,
        (asker.number,),
        asker.message,
    )


def seen(asker: Asker) -> Notice:
    """That an expert has the question in hand: eyes on the message that asked it, no more."""
    return Notice(
        f"prise:{asker.number}:{utc_now().isoformat()}",
        asker.place.chat_id,
        dump(Reply("", reaction=SEEN)),
        thread_id=asker.place.thread_id,
        answers=asker.message,
    )


def of_act(asker: Asker, change: Change, shown: Reply) -> Notice:
    """What an act tells an asker; done again after a reopening, it is another and told again."""
    return to_asker(f"{change.kind}:{asker.number}:{utc_now().isoformat()}", asker, shown)


def of_correction(entry: Entry, mark: str, reader: Reader) -> Notice:
    """That an answer somebody received was corrected."""
    private = reader.place.chat_id >= 0
    return Notice(
        CORRECTED.format(entry=entry.id, mark=mark, person=reader.person),
        reader.place.chat_id,
        dump(asker_pages.correction_notice(entry, local_today(), in_private=private)),
        thread_id=reader.place.thread_id,
    )
