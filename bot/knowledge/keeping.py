"""A base that was found good, as plain values and back: read again without YAML and its checks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from bot.knowledge.models import (
    Contact,
    Domain,
    Entry,
    KnowledgeBase,
    OutsideSubject,
    Publisher,
    Training,
    Vocabulary,
)
from bot.matching.packing import packed, unpacked

Plain = dict[str, Any]
INDEX: Final = "index: "
"""Before the names of the index's own parts."""
_LISTS: Final[Mapping[str, type[BaseModel]]] = {
    "domains": Domain,
    "trainings": Training,
    "contacts": Contact,
    "outside": OutsideSubject,
    "publishers": Publisher,
}


def kept(base: KnowledgeBase) -> Plain:
    """A base and its index as plain values."""
    lists = {name: _dumped(getattr(base, name)) for name in _LISTS}
    said = [(entry.id, entry.domain, entry.source_kinds) for entry in base.entries.values()]
    return {
        **lists,
        "entries": list(zip(said, _dumped(base.entries.values()), strict=True)),
        "vocabulary": base.vocabulary.model_dump_json(by_alias=True),
        "digest": base.digest,
        **{INDEX + name: part for name, part in packed(base.index()).items()},
    }


def restored(plain: Plain) -> KnowledgeBase:
    """The base that was kept; its index needs no building.

    Raises:
        ValueError, KeyError, TypeError: they are not what ``kept`` gave.
    """
    lists = {
        name: tuple(map(model.model_validate_json, plain[name])) for name, model in _LISTS.items()
    }
    return KnowledgeBase(
        **lists,  # type: ignore[arg-type]
        entries=_Entries(plain["entries"]),
        vocabulary=Vocabulary.model_validate_json(plain["vocabulary"]),
        digest=plain["digest"],
        made=unpacked({name.removeprefix(INDEX): part for name, part in plain.items()}),
    )


class _Entries(Mapping[str, Entry]):
    """The entries, each validated when it is first asked for: one answer needs one."""

    def __init__(self, dumped: Iterable[tuple[tuple[str, str, tuple[str, ...]], str]]) -> None:
        self._dumped = {said[0]: (said, text) for said, text in dumped}
        self._made: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        made = self._made.get(key)
        if made is None:
            (name, domain, kinds), text = self._dumped[key]
            said = {"id": name, "domain": domain, "source_kinds": kinds}
            made = Entry.model_validate_json(text).model_copy(update=said)
            self._made[key] = made
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._dumped)

    def __len__(self) -> int:
        return len(self._dumped)


def _dumped(models: Iterable[BaseModel]) -> list[str]:
    return [model.model_dump_json(by_alias=True, exclude_none=True) for model in models]
