"""A question as the cells of a table: French labels, local times, nothing a tool would turn."""

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from bot.clock import PARIS
from bot.knowledge.towns import Towns
from bot.questionlog.exporting import Event, Row
from bot.texts import exports as texts
from bot.texts.review import STATUSES

Cell = str | int | float | datetime.date | None
_KEYS: Final = tuple(texts.COLUMNS)
DATE: Final = _KEYS.index("date")
CONFIDENCE: Final = _KEYS.index("confiance")
TYPED: Final = tuple(map(_KEYS.index, ("question", "fiche", "reponse", "suites")))
"""Columns that hold words of people."""
OFFSET: Final = 6
"""Characters of « +01:00 »."""
_TURNED: Final = re.compile(
    r"\s*[=+@＝＋－＠-]|[\t\r\n]|\s*[\d(.,€$][\d\s.,:/€$%()ex-]*\s*$"
    r"|\d{1,4}\W?(?:janv|fevr|févr|mars|avr|mai|juin"
    r"|juil|aout|août|sept|oct|nov|dec|déc)|(?:janv|fevr|févr|mars|avr|mai|juin|juil|aout|août|sept"
    r"|oct|nov|dec|déc)\w*\W{0,2}\d{1,4}\s*$|(?:vrai|faux|true|false)\s*$",
    re.IGNORECASE,
)
"""What a spreadsheet would run, or take for a number, a date or a truth value."""


@dataclass(frozen=True, slots=True)
class Names:
    """How ids are shown; one that is missing is shown as it is."""

    domains: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)


class Columns:
    """Makes the cells of rows."""

    def __init__(self, names: Names, towns: Towns) -> None:
        self._names = names
        self._towns = towns
        self._places: dict[str, str] = {}

    def cells(self, row: Row) -> list[Cell]:
        """The cells of a row, in the order of ``texts.COLUMNS``."""
        domains, entries = self._names.domains, self._names.entries
        asked_at = row.asked_at
        offset = None
        if isinstance(asked_at, datetime.datetime):
            asked_at = asked_at.astimezone(PARIS)
            offset = str(asked_at)[-OFFSET:]
        entry, domain, kind = row.entry, row.domain, row.feedback
        return [
            row.id or None,
            asked_at,
            None if row.town is None else self._place(row.town),
            None if domain is None else domains.get(domain, domain),
            row.text,
            texts.OUTCOMES.get(row.outcome, row.outcome),
            None if entry is None else entries.get(entry, entry),
            STATUSES.get(row.status, row.status),
            None if kind is None else texts.FEEDBACK.get(kind, kind),
            row.reply,
            offset,
            texts.CHANNELS.get(row.channel, row.channel),
            texts.KINDS.get(row.kind, row.kind),
            None if row.person is None else f"P{row.person}",
            entry,
            None if row.confidence is None else round(row.confidence, 3),
            _candidates(row.candidates),
            row.duplicate_of,
            texts.LIST_SEPARATOR.join(map(_event, row.events)) or None,
            f"v{row.knowledge}",
        ]

    def domain(self, domain: str | None) -> str:
        """How a domain is called."""
        return texts.NO_DOMAIN if domain is None else self._names.domains.get(domain, domain)

    def entry(self, entry: str) -> str:
        """How an entry is called."""
        return self._names.entries.get(entry, entry)

    def _place(self, town: str) -> str:
        """« 01007 Ambronay »: a code alone would lose its zero in a spreadsheet."""
        place = self._places.get(town)
        if place is None:
            place = self._places[town] = self._named(town)
        return place

    def _named(self, town: str) -> str:
        known = self._towns.by_code(town)
        if known is not None:
            return texts.TOWN.format(code=town, name=known.name)
        is_code = len(town) == 5 and town[-3:].isdigit()
        return texts.TOWN_UNLISTED.format(code=town) if is_code else town


def csv_cells(cells: list[Cell]) -> list[Any]:
    """The cells as a French spreadsheet reads them from a CSV, each of the type it has.

    Texts that people typed are kept from being turned; the others are ours.
    """
    asked_at, confidence = cells[DATE], cells[CONFIDENCE]
    cells[DATE] = str(asked_at)[:19]
    if confidence is not None:
        cells[CONFIDENCE] = str(confidence).replace(".", ",")
    for column in TYPED:
        text = cells[column]
        if text is not None and _TURNED.match(text):  # type: ignore[arg-type]
            cells[column] = f"'{text}"
    return cells


@lru_cache(maxsize=10_000)
def _candidates(stored: str) -> str | None:
    if len(stored) <= 2:
        return None
    return texts.LIST_SEPARATOR.join(
        f"{entry} {str(round(confidence, 3)).replace('.', ',')}"
        for entry, confidence in json.loads(stored)
    )


def _event(event: Event) -> str:
    at, kind, detail = event
    if isinstance(at, datetime.datetime):
        at = at.astimezone(PARIS)
    act = texts.ACTS.get(kind, kind)
    return f"{str(at)[:19]} {act} {detail}" if detail else f"{str(at)[:19]} {act}"


def as_json(row: Row) -> dict[str, Any]:
    """A row as JSON has it: codes as they are, moments with their offset."""
    return {
        "numero": row.id or None,
        "date": local(row.asked_at),
        "canal": row.channel,
        "nature": row.kind,
        "personne": row.person,
        "commune": row.town,
        "question": row.text,
        "resultat": row.outcome,
        "fiche": row.entry,
        "confiance": None if row.confidence is None else round(row.confidence, 3),
        "candidats": [
            {"fiche": entry, "confiance": round(confidence, 3)}
            for entry, confidence in json.loads(row.candidates)
        ],
        "domaine": row.domain,
        "avis": row.feedback,
        "statut": row.status,
        "reponse": row.reply,
        "doublon_de": row.duplicate_of,
        "suites": [
            {"date": local(at), "acte": kind, "detail": detail} for at, kind, detail in row.events
        ],
        "base": row.knowledge,
    }


def local(moment: datetime.date) -> str:
    """A moment as reviewers read it, Paris time with its offset; a day as it is."""
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(PARIS).isoformat(timespec="seconds")
    return moment.isoformat()
