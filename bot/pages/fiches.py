"""What to show: from an entry or a domain to a Reply; knows no Telegram type."""

import datetime
from collections.abc import Collection
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from bot.knowledge.html import (
    MAX_MESSAGE,
    answer_html,
    details_html,
    details_left_out,
    escape,
    telegram_length,
)
from bot.knowledge.markdown import to_plain
from bot.knowledge.models import Domain, Entry, KnowledgeBase, token
from bot.matching.danger import Danger
from bot.pages.reply import Choice, Reply, data, in_rows, shorten
from bot.pages.rows import MAX_ROWS, with_more
from bot.pages.several import NOTHING, Also
from bot.pages.sharing import reference, share_link
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from bot.texts.privacy import MASKED, MASKED_KINDS

FURTHER: Final = MAX_ROWS - 2
"""Rows for what else was asked, the details and other entries."""
SEE_ALSO: Final = 1
MAX_READ: Final = 200
"""Characters shown of the part of a long message that was read."""
BROWSE: Final = ((Choice(texts.BROWSE, data("dom")),),)


def inline_text(entry: Entry, today: datetime.date, bot: str) -> str:
    """An answer sent into another chat, with a link to the assistant."""
    more = texts.INLINE_MORE.format(link=escape(share_link(entry, bot)))
    answer = answer_html(entry, today)
    text = f"{answer}\n\n{more}"
    return text if telegram_length(text) <= MAX_MESSAGE else answer


def entry_page(base: KnowledgeBase, entry: Entry, today: datetime.date, bot: str = "") -> Reply:
    """An entry found by browsing: no question was asked, so there is nothing to vote on.

    What is typed next may go on from it all the same.
    """
    passing_on = (*_share(entry, bot), _cite(base, entry, bot))
    rows = [*_more(entry, 0, today), *_see_also(base, entry, 0), passing_on]
    domain = base.find_domain(entry.domain)
    if domain is not None:
        rows.append((domain_choice(domain),))
    return Reply(answer_html(entry, today), tuple(rows), entry=entry.id)


def quotable(base: KnowledgeBase, entry: Entry, today: datetime.date, bot: str) -> Reply:
    """An entry to be quoted in a note: with its id and the version of the base."""
    page = entry_page(base, entry, today, bot)
    quoted = texts.REFERENCE.format(entry=entry.id, digest=base.digest)
    text = f"{page.html}\n\n{quoted}"
    return replace(page, html=text) if telegram_length(text) <= MAX_MESSAGE else page


def answer(
    base: KnowledgeBase,
    entry: Entry,
    today: datetime.date,
    number: int | None,
    bot: str = "",
    also: Also = NOTHING,
) -> Reply:
    """The answer to a question.

    Args:
        base: where the « voir aussi » entries are looked up.
        entry: the entry that answers.
        today: the day, for the warning past the review date.
        number: number of the logged question; None when the log could not be written, and then
            no choice that would have to be recorded is offered.
        bot: user name of the bot on Telegram, for the link to share; empty elsewhere.
        also: what is said of further questions of the same message, in the place of other entries.
    """
    room = telegram_length(also.html)
    text = answer_html(entry, today, room) + also.html
    asked = in_rows(also.choices)
    beside = [] if asked else _see_also(base, entry, number or 0)
    if number is None:
        text = f"{text}\n\n{texts.NOT_LOGGED_NOTE}"
        return Reply(text, (*asked, *beside), numbered=bool(asked))
    further = [*asked, *_more(entry, number, today, room), *beside]
    first = (*votes(number), _cite(base, entry, bot))
    rows = (first, *further[:FURTHER], (*ask(number), *_share(entry, bot)))
    return Reply(text, rows, numbered=bool(asked), question=number, entry=entry.id)


def subject(entry: Entry) -> str:
    """What an entry is about, in a few words."""
    return entry.keywords[0] if entry.keywords else entry.question


def with_town_offered(reply: Reply) -> Reply:
    """The reply with an offer to tell one's town."""
    offer = Choice(form_texts.TOWN_OFFER, data("commune"))
    return replace(reply, rows=with_more(reply.rows, offer))


def with_subject(reply: Reply, about: str, number: int) -> Reply:
    """The reply with a word on the subject it was taken to be about, and a way out.

    Args:
        reply: to a text that leans on what was answered before.
        about: the subject in a few words; empty: the reply says it.
        number: number of the logged question.
    """
    note = texts.LEANING.format(subject=escape(about)) + "\n\n" if about else ""
    longer = f"{note}{reply.html}"
    if telegram_length(longer) > MAX_MESSAGE:
        longer = reply.html
    out = Choice(texts.OTHER_SUBJECT, data("alone", number))
    return replace(reply, html=longer, rows=with_more(reply.rows, out))


def with_what_was_read(reply: Reply, part: str) -> Reply:
    """The reply with the part of a long message that was taken for the question."""
    note = texts.LONG_READ.format(subject=escape(shorten(part, MAX_READ)))
    longer = f"{note}\n\n{reply.html}"
    return replace(reply, html=longer) if telegram_length(longer) <= MAX_MESSAGE else reply


def with_masked_note(reply: Reply, kinds: Collection[str]) -> Reply:
    """The reply with a word on what was masked in the log, if anything was."""
    if not kinds:
        return reply
    note = MASKED.format(kinds=texts.COMMA.join(MASKED_KINDS[kind] for kind in sorted(kinds)))
    longer = f"{reply.html}\n\n{note}"
    return replace(reply, html=longer) if telegram_length(longer) <= MAX_MESSAGE else reply


def after_numbers(reply: Reply, danger: Danger | None) -> Reply:
    """The reply behind the numbers to call, where somebody is in danger."""
    if danger is None:
        return reply
    call = texts.CALL[danger]
    longer = f"{call}\n\n{reply.html}"
    return replace(reply, html=longer if telegram_length(longer) <= MAX_MESSAGE else call)


def details(base: KnowledgeBase, entry: Entry, today: datetime.date, number: int) -> Reply:
    """« En savoir plus », in the place of the answer."""
    rows = tuple(_see_also(base, entry, number))
    if number:
        rows = (votes(number), *rows, ask(number))
    return Reply(details_html(entry, today), rows, replace=True, question=number or None)


def first_sentence(entry: Entry) -> str:
    """The sentence of an entry that answers: its gist, or how its answer begins."""
    if entry.gist is not None:
        return entry.gist
    first = to_plain(entry.answer).strip().split("\n", 1)[0]
    return shorten(first, MAX_READ)


def with_first(words: str, reply: Reply) -> Reply:
    """The reply under a first sentence."""
    return replace(reply, html=f"{words}\n\n{reply.html}")


def _share(entry: Entry, bot: str) -> tuple[Choice, ...]:
    """« Partager »: the answer itself in a chat to be chosen, or a link to it."""
    if not bot:
        return ()
    query = urlencode({"url": share_link(entry, bot), "text": entry.question})
    address = f"https://t.me/share/url?{query}"
    return (Choice(texts.SHARE, data("share", token(entry.id)), address, inline=entry.id),)


def _cite(base: KnowledgeBase, entry: Entry, bot: str) -> Choice:
    """« Citer »: the reference of the entry on the clipboard."""
    return Choice(texts.CITE, data("cite", token(entry.id)), copy=reference(base, entry, bot))


def votes(number: int) -> tuple[Choice, ...]:
    """« Utile », « Pas utile »."""
    return (
        Choice(texts.USEFUL, data("ok", number)),
        Choice(texts.USELESS, data("ko", number)),
    )


def ask(number: int) -> tuple[Choice, ...]:
    """« Poser au Cerema »."""
    return (Choice(texts.ASK_CEREMA, data("ask", number)),)


def _more(
    entry: Entry, number: int, today: datetime.date, room: int = 0
) -> list[tuple[Choice, ...]]:
    """« En savoir plus », where the details do not fit beside the answer."""
    if not details_left_out(entry, today, room):
        return []
    return [(Choice(texts.MORE, data("more", number, token(entry.id))),)]


def _see_also(base: KnowledgeBase, entry: Entry, number: int) -> list[tuple[Choice, ...]]:
    others = [base.entries[other] for other in entry.see_also if other in base.entries]
    shown = others[:SEE_ALSO]
    return [(Choice(shorten(o.question), data("s", number, token(o.id))),) for o in shown]


def domain_choice(domain: Domain) -> Choice:
    """The way to the entries of a domain."""
    return Choice(shorten(domain.name), data("d", token(domain.id), 0))
