"""Whom to write to, and which training there is: pages drawn from the knowledge base."""

import datetime
from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.models import Contact, Domain, KnowledgeBase, Training, token
from bot.knowledge.towns import load_towns
from bot.pages.reply import Choice, Reply, data, numbered
from bot.pages.rows import listed
from bot.texts import conversation
from bot.texts import forms as texts

PAGE: Final = 3
"""Modules shown at once."""


def contact(base: KnowledgeBase, town: str | None) -> Reply:
    """The direction of Cerema for a town, if a page says which, and whom every town may write to.

    Args:
        base: holds the contacts.
        town: INSEE code of the person's town, if told.
    """
    region = load_towns().region(town) if town else None
    found = next((one for one in base.contacts if one.region == region), None)
    national = [one for one in base.contacts if one.region.startswith(texts.NATIONAL)]
    if found is not None:
        first = _direction(found)
    elif region is None:
        first = texts.CONTACT_NO_TOWN
    else:
        first = texts.CONTACT_UNSEEN.format(region=escape(region))
    return Reply(texts.CONTACT.format(region=first, national="".join(map(_national, national))))


def trainings(
    base: KnowledgeBase, domain: Domain | None, today: datetime.date, page: int = 0
) -> Reply:
    """A page of the modules of a domain (None: of all) that are not over.

    The next session comes first; then what stays open, for newly elected first.
    """
    chosen = [one for one in _to_come(base, today) if domain is None or one.domain == domain.id]
    by_subject = ((Choice(texts.TRAININGS_BY_SUBJECT, data("themes")),),)
    if not chosen:
        return Reply(texts.TRAININGS_NONE, by_subject)
    chosen.sort(key=_rank)
    last = (len(chosen) - 1) // PAGE
    page = max(0, min(page, last))
    shown = chosen[page * PAGE : (page + 1) * PAGE]
    checked = conversation.day(min(one.checked_on for one in shown))
    turn = tuple(
        Choice(label, data("train", token(domain.id) if domain else "", target))
        for label, target in ((conversation.PREVIOUS, page - 1), (conversation.NEXT, page + 1))
        if 0 <= target <= last
    )
    text = texts.TRAININGS.format(
        name=texts.TRAININGS_IN.format(name=escape(domain.name)) if domain else "",
        lines="\n".join(map(_training, shown)),
        checked=texts.TRAINING_CHECKED.format(date=checked),
    )
    return Reply(text, (*((turn,) if turn else ()), *by_subject), replace=True)


def training_subjects(base: KnowledgeBase, today: datetime.date) -> Reply:
    """The domains in which there is training, to choose from."""
    to_come = _to_come(base, today)
    found = [d for d in base.domains if any(one.domain == d.id for one in to_come)]
    rows = numbered([data("train", token(domain.id), 0) for domain in found])
    text = texts.TRAININGS_SUBJECTS.format(lines=listed([escape(d.name) for d in found]))
    whole = (Choice(texts.TRAININGS_ALL, data("train", "", 0)),)
    return Reply(text, (*rows, whole), numbered=True, replace=True)


def _to_come(base: KnowledgeBase, today: datetime.date) -> list[Training]:
    return [one for one in base.trainings if one.last_day is None or one.last_day >= today]


def _rank(one: Training) -> tuple[datetime.date, bool, str]:
    return one.starts_on or datetime.date.max, "nouveaux-elus" not in one.audiences, one.title


def _training(one: Training) -> str:
    return texts.TRAINING.format(
        url=escape(one.url).replace('"', "&quot;"),
        title=escape(one.title),
        organiser=escape(one.organiser),
        audience=escape(one.audience[:1].lower() + one.audience[1:]),
        dates=escape(one.dates[:1].upper() + one.dates[1:]),
        cost=texts.TRAINING_COST.format(cost=escape(one.cost)) if one.cost else "",
        description=escape(one.description),
    )


def _direction(found: Contact) -> str:
    return texts.CONTACT_REGION.format(
        region=escape(found.region),
        direction=escape(found.direction),
        url=escape(found.source.url),
        source=escape(found.source.publisher or found.source.title),
        date=conversation.day(found.checked_on),
    )


def _national(one: Contact) -> str:
    page = texts.CONTACT_PAGE.format(url=escape(one.url)) if one.url else ""
    ways = ", ".join(filter(None, (escape(one.email or ""), escape(one.telephone or ""), page)))
    return texts.CONTACT_NATIONAL.format(direction=escape(one.direction), ways=ways)
