"""The first screen, the domains and what is in each: what is found without asking."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.models import Domain, Entry, KnowledgeBase, token
from bot.pages.fiches import domain_choice
from bot.pages.reply import Choice, Reply, data, numbered
from bot.pages.rows import MAX_ROWS, listed, numbers, titles
from bot.texts import conversation as texts
from bot.texts.privacy import FIRST_LINES

PAGE_SIZE: Final = 6
"""Titles at once: those of three lines each still leave the buttons on the screen."""


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
    choices = [domain_choice(domain) for domain in base.domains]
    if len(choices) > MAX_ROWS:
        choices = [*choices[: MAX_ROWS - 1], Choice(texts.ALL_DOMAINS, data("dom"))]
    return Reply(text, tuple((choice,) for choice in choices))


def domains(base: KnowledgeBase) -> Reply:
    """The list of domains to browse."""
    lines = [
        texts.DOMAIN_LINE.format(
            name=escape(domain.name),
            count=texts.fiches(len(base.by_domain[domain.id])),
            description=escape(domain.description or ""),
        )
        for domain in base.domains
    ]
    rows = numbered([data("d", token(domain.id), 0) for domain in base.domains])
    return Reply(texts.DOMAINS.format(lines=listed(lines)), rows, numbered=True)


def domain_page(base: KnowledgeBase, domain: Domain, page: int) -> Reply:
    """One page of the entries of a domain; a page out of range is brought back into it."""
    entries = by_theme(base, domain)
    back = (Choice(texts.SUBJECTS, data("dom")),)
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


def by_theme(base: KnowledgeBase, domain: Domain) -> list[Entry]:
    """The entries of a domain: those that others lead to most come first, their own beside them.

    What editors refer to most is where a subject begins; what an entry leads to is its theme. The
    order is the same for everybody and moves with the base alone, not with what is asked of it.

    Args:
        base: tells which entries lead to which.
        domain: whose entries they are.
    """
    led_to = Counter(other for entry in base.entries.values() for other in entry.see_also)
    own = {entry.id: entry for entry in base.by_domain[domain.id]}
    placed: dict[str, Entry] = {}
    for entry in sorted(own.values(), key=lambda one: (-led_to[one.id], one.id)):
        if entry.id not in placed:
            theme = [entry.id, *(other for other in entry.see_also if other in own)]
            placed.update((one, own[one]) for one in theme if one not in placed)
    return list(placed.values())


def _shortest(entries: Sequence[Entry]) -> Entry:
    """The entry with the shortest question: it reads at a glance."""
    return min(entries, key=lambda entry: (len(entry.question), entry.id))
