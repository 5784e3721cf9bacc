"""What to show: from an entry or a domain to a Reply; knows no Telegram type."""

import datetime
from collections.abc import Collection, Sequence
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
from bot.pages.reply import Choice, Reply, data, shorten
from bot.pages.sharing import reference, share_link
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from bot.texts.privacy import FIRST_LINES, MASKED, MASKED_KINDS

PAGE_SIZE: Final = 8
Rows = tuple[tuple[Choice, ...], ...]
MAX_ROWS: Final = 4
"""Rows of buttons under an answer: more push it off a phone's screen."""
IN_A_ROW: Final = 4
"""Numbered buttons side by side: wide enough for a thumb."""
FURTHER: Final = 2
"""Rows for what else was asked, the details and other entries: four rows of buttons in all."""
SEE_ALSO: Final = 1
MAX_READ: Final = 300
"""Characters shown of the part of a long message that was read."""
BROWSE: Final = ((Choice(texts.BROWSE, data("dom")),),)


def welcome(base: KnowledgeBase, retention_days: int, *, alone: bool) -> Reply:
    """Who answers, how to ask, what not to send, what is kept, and where to begin.

    Args:
        base: the base that is served.
        retention_days: how long questions are tied to who asked them.
        alone: whether all that is written here is read, as it is not in a group.
    """
    examples = [_shortest(entries) for entries in base.by_domain.values() if entries][:2]
    text = texts.WELCOME.format(
        asking=texts.ASK_ALONE if alone else texts.ASK_IN_GROUP,
        examples="\n".join(
            texts.WELCOME_EXAMPLE.format(question=escape(e.question)) for e in examples
        ),
        privacy=FIRST_LINES.format(days=retention_days),
    )
    rows = tuple((_domain_choice(domain),) for domain in base.domains)
    return Reply(text, rows)


def inline_text(entry: Entry, today: datetime.date, bot: str) -> str:
    """An answer sent into another chat, with a link to the assistant."""
    more = texts.INLINE_MORE.format(link=escape(share_link(entry, bot)))
    answer = answer_html(entry, today)
    text = f"{answer}\n\n{more}"
    return text if telegram_length(text) <= MAX_MESSAGE else answer


def domains(base: KnowledgeBase) -> Reply:
    """The list of domains to browse."""
    lines = [
        texts.DOMAIN_LINE.format(
            number=number,
            name=escape(domain.name),
            count=texts.fiches(len(base.by_domain[domain.id])),
            description=escape(domain.description or ""),
        )
        for number, domain in enumerate(base.domains, 1)
    ]
    rows = tuple((_domain_choice(domain, n),) for n, domain in enumerate(base.domains, 1))
    return Reply(texts.DOMAINS.format(lines="\n\n".join(lines)), rows, numbered=True)


def domain_page(base: KnowledgeBase, domain: Domain, page: int) -> Reply:
    """One page of the entries of a domain; a page out of range is brought back into it."""
    entries = base.by_domain[domain.id]
    back = (Choice(texts.ALL_DOMAINS, data("dom")),)
    name = escape(domain.name)
    if not entries:
        return Reply(texts.DOMAIN_EMPTY.format(name=name), (back,), numbered=True, replace=True)
    last_page = (len(entries) - 1) // PAGE_SIZE
    page = max(0, min(page, last_page))
    first = page * PAGE_SIZE
    shown = entries[first : first + PAGE_SIZE]
    turn = [
        Choice(label, data("d", token(domain.id), target))
        for label, target in ((texts.PREVIOUS, page - 1), (texts.NEXT, page + 1))
        if 0 <= target <= last_page
    ]
    text = texts.DOMAIN.format(
        name=name,
        first=first + 1,
        last=first + len(shown),
        count=len(entries),
        titles=titles(shown),
    )
    rows = (*numbers(shown, "f"), (*turn, *back))
    return Reply(text, rows, numbered=True, replace=True)


def entry_page(base: KnowledgeBase, entry: Entry, today: datetime.date, bot: str = "") -> Reply:
    """An entry found by browsing: no question was asked, so there is nothing to vote on.

    What is typed next may go on from it all the same.
    """
    passing_on = (*_share(entry, bot), _cite(base, entry, bot))
    rows = [*_more(entry, 0, today), *_see_also(base, entry, 0), passing_on]
    domain = base.find_domain(entry.domain)
    if domain is not None:
        rows.append((_domain_choice(domain),))
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
    also: Sequence[Entry] = (),
    bot: str = "",
) -> Reply:
    """The answer to a question.

    Args:
        base: where the « voir aussi » entries are looked up.
        entry: the entry that answers.
        today: the day, for the warning past the review date.
        number: number of the logged question; None when the log could not be written, and then
            no choice that would have to be recorded is offered.
        also: entries for further subjects of the same message.
        bot: user name of the bot on Telegram, for the link to share; empty elsewhere.
    """
    text = answer_html(entry, today)
    if number is None:
        return Reply(f"{text}\n\n{texts.NOT_LOGGED_NOTE}", tuple(_see_also(base, entry, 0)))
    asked = [_also_asked(other, number) for other in also]
    further = [*asked, *_more(entry, number, today), *_see_also(base, entry, number)]
    first = (*votes(number), _cite(base, entry, bot))
    rows = (first, *further[:FURTHER], (*ask(number), *_share(entry, bot)))
    return Reply(text, rows, question=number, entry=entry.id)


def subject(entry: Entry) -> str:
    """What an entry is about, in a few words."""
    return entry.keywords[0] if entry.keywords else entry.question


def with_town_offered(reply: Reply) -> Reply:
    """The reply with an offer to tell one's town."""
    offer = Choice(form_texts.TOWN_OFFER, data("commune"))
    return replace(reply, rows=_with_more(reply.rows, offer))


def with_subject(reply: Reply, about: str, number: int) -> Reply:
    """The reply with a word on the subject it was taken to be about, and a way out."""
    note = texts.LEANING.format(subject=escape(about))
    longer = f"{note}\n\n{reply.html}"
    if telegram_length(longer) > MAX_MESSAGE:
        longer = reply.html
    out = Choice(texts.OTHER_SUBJECT, data("alone", number))
    return replace(reply, html=longer, rows=_with_more(reply.rows, out))


def _with_more(rows: Rows, choice: Choice) -> Rows:
    """Rows with one more choice, in a row of its own while there is room for one."""
    if len(rows) < MAX_ROWS:
        return (*rows, (choice,))
    at = max(range(len(rows)), key=lambda n: (len(rows[n]) == 1, n))
    return (*rows[:at], (*rows[at], choice), *rows[at + 1 :])


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


def _also_asked(entry: Entry, number: int) -> tuple[Choice, ...]:
    label = shorten(texts.ALSO_ASKED.format(title=entry.question))
    return (Choice(label, data("s", number, token(entry.id))),)


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


def _more(entry: Entry, number: int, today: datetime.date) -> list[tuple[Choice, ...]]:
    """« En savoir plus », where the details do not fit beside the answer."""
    if not details_left_out(entry, today):
        return []
    return [(Choice(texts.MORE, data("more", number, token(entry.id))),)]


def _see_also(base: KnowledgeBase, entry: Entry, number: int) -> list[tuple[Choice, ...]]:
    others = [base.entries[other] for other in entry.see_also if other in base.entries]
    shown = others[:SEE_ALSO]
    return [(Choice(shorten(o.question), data("s", number, token(o.id))),) for o in shown]


def titles(entries: Sequence[Entry]) -> str:
    """Whole titles, numbered: buttons are too narrow for them."""
    return "\n".join(
        texts.TITLE_LINE.format(number=n, title=escape(entry.question))
        for n, entry in enumerate(entries, 1)
    )


def numbers(entries: Sequence[Entry], verb: str, *arguments: object) -> list[tuple[Choice, ...]]:
    """A button a title, with its number, in rows."""
    choices = [
        Choice(str(n), data(verb, *arguments, token(entry.id)))
        for n, entry in enumerate(entries, 1)
    ]
    return [tuple(choices[at : at + IN_A_ROW]) for at in range(0, len(choices), IN_A_ROW)]


def _domain_choice(domain: Domain, number: int | None = None) -> Choice:
    label = domain.name if number is None else f"{number}. {domain.name}"
    return Choice(shorten(label), data("d", token(domain.id), 0))


def _shortest(entries: Sequence[Entry]) -> Entry:
    """The entry with the shortest question: it reads at a glance."""
    return min(entries, key=lambda entry: (len(entry.question), entry.id))
