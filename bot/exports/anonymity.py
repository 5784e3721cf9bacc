"""What leaves the service about people: nothing that fewer than ``K`` of them share."""

import dataclasses
import secrets
from collections.abc import AsyncIterator, Callable, Hashable
from hashlib import blake2b
from typing import Final, Generic, TypeVar

from bot.knowledge.towns import Area, Towns
from bot.privacy.masking import mask
from bot.questionlog.records import LoggedQuestion
from bot.texts import exports as texts

K: Final = 5
"""People needed for a group to be told apart."""

Group = TypeVar("Group", bound=Hashable)


class Crowd(Generic[Group]):
    """Which groups hold enough people; counts no further than ``K``, so memory stays small."""

    def __init__(self) -> None:
        self._people: dict[Group, set[str]] = {}

    def add(self, group: Group, person: str | None) -> None:
        """Somebody belongs to a group; a person unknown counts for nobody."""
        people = self._people.setdefault(group, set())
        if person is not None and len(people) < K:
            people.add(person)

    def is_large(self, group: Group) -> bool:
        """Whether at least ``K`` people are in the group."""
        return len(self._people.get(group, ())) >= K

    def rest_is_large(self) -> bool:
        """Whether at least ``K`` people are in the groups that are too small, together."""
        small = (people for people in self._people.values() if len(people) < K)
        return len(set().union(*small)) >= K


async def anonymous(
    read: Callable[[], AsyncIterator[LoggedQuestion]], towns: Towns
) -> AsyncIterator[LoggedQuestion]:
    """The questions without what tells who asked them, in two readings.

    The town becomes its department and size class, merged where fewer than ``K`` people share
    them; the pseudonym becomes one of this export alone; texts are masked.

    Args:
        read: begins a reading of the questions; called twice.
        towns: the towns of France.
    """
    crowd: Crowd[Area] = Crowd()
    async for question in read():
        if question.town is not None:
            crowd.add(towns.area(question.town), question.person)
    rest = texts.MERGED_AREAS if crowd.rest_is_large() else None
    key = secrets.token_bytes(16)  # thrown away: two exports cannot be joined
    async for question in read():
        area = None if question.town is None else towns.area(question.town)
        if area is None:
            shown = None
        else:
            shown = texts.area(area.department, area.size) if crowd.is_large(area) else rest
        yield _without_person(question, shown, key)


def _without_person(question: LoggedQuestion, area: str | None, key: bytes) -> LoggedQuestion:
    person = question.person
    if person is not None:
        person = blake2b(person.encode(), key=key, digest_size=6).hexdigest()
    return dataclasses.replace(
        question,
        person=person,
        town=area,
        text=mask(question.text).text,
        normal="",
        reply=None if question.reply is None else mask(question.reply).text,
        assignee=None,
        events=tuple((at, kind, mask(detail).text) for at, kind, detail in question.events),
    )
