"""Whom to contact at Cerema, and which training there is: pages drawn from the knowledge base."""

from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.models import Contact, KnowledgeBase, Training, token
from bot.knowledge.towns import load_towns
from bot.pages.reply import Choice, Reply, data
from bot.texts import conversation
from bot.texts import forms as texts

PAGE: Final = 5
"""Modules shown at once."""


def contact(base: KnowledgeBase, town: str | None) -> Reply:
    """The direction of Cerema for a town, if a page says which, and how to write to Cerema.

    Args:
        base: holds the contacts.
        town: INSEE code of the person's town, if told.
    """
    region = load_towns().region(town) if town else None
    if region is None:
        return Reply(texts.CONTACT.format(region=texts.CONTACT_NO_TOWN))
    found = next((one for one in base.contacts if one.region == region), None)
    first = texts.CONTACT_UNSEEN.format(region=region) if found is None else _direction(found)
    return Reply(texts.CONTACT.format(region=first))


def trainings(base: KnowledgeBase, domain: str | None, page: int = 0) -> Reply:
    """A page of the modules of a domain (None: of all), those for newly elected first."""
    chosen = [one for one in base.trainings if domain is None or one.domain == domain]
    chosen.sort(key=lambda one: ("nouveaux-elus" not in one.audiences, one.title))
    domains = tuple(
        (Choice(one.name, data("train", token(one.id), 0)),)
        for one in base.domains
        if one.id != domain and any(training.domain == one.id for training in base.trainings)
    )
    if not chosen:
        return Reply(texts.TRAININGS_NONE, domains)
    last = (len(chosen) - 1) // PAGE
    page = max(0, min(page, last))
    shown = chosen[page * PAGE : (page + 1) * PAGE]
    checked = conversation.day(min(one.checked_on for one in shown))
    lines = [*map(_training, shown), texts.TRAINING_CHECKED.format(date=checked)]
    turn = tuple(
        Choice(label, data("train", token(domain) if domain else "", target))
        for label, target in ((conversation.PREVIOUS, page - 1), (conversation.NEXT, page + 1))
        if 0 <= target <= last
    )
    rows = ((turn,) if turn else ()) + domains
    return Reply(texts.TRAININGS.format(lines="\n\n".join(lines)), rows, replace=True)


def _training(one: Training) -> str:
    return texts.TRAINING.format(
        url=escape(one.url).replace('"', "&quot;"),
        title=escape(one.title),
        organiser=escape(one.organiser),
        audience=escape(one.audience),
        dates=escape(one.dates),
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
