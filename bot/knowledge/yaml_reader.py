"""YAML as editors of fiches need it: every value with its line, every fault at once.

PyYAML alone keeps the last of two equal keys without a word and reads ``01004`` as 516, ``12:30``
as 750 and ``on`` as true. Here each of them is a fault. Aliases are refused (a short file could
expand without end), and depth is bounded.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from bot.knowledge.raw_lines import cause_before, cut_short, in_indent
from bot.texts import knowledge as texts

MAX_DEPTH: Final = 8
"""Deepest nesting of the format is 4; beyond this a file is not a fiche."""

Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Key = tuple[str | int, ...]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER_ELSEWHERE = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+")
"""Numbers of YAML 1.2, which editors and validators read: « 60e63755 », « 1E4 », « 0912 »."""
_READ_AS: Final = {
    "tag:yaml.org,2002:int": texts.READ_AS_NUMBER,
    "tag:yaml.org,2002:float": texts.READ_AS_NUMBER,
    "tag:yaml.org,2002:bool": texts.READ_AS_BOOLEAN,
    "tag:yaml.org,2002:timestamp": texts.READ_AS_DATE,
    "tag:yaml.org,2002:null": texts.READ_AS_NOTHING,
    "tag:yaml.org,2002:merge": texts.READ_AS_SYMBOL,
    "tag:yaml.org,2002:value": texts.READ_AS_SYMBOL,
}


@dataclass(slots=True)
class Parsed:
    """What a file says, with the line of each part."""

    data: Any = None
    """Mappings, lists, texts and dates; None when the file could not be read."""

    lines: dict[Key, int] = field(default_factory=dict)
    """From the path of a value (``("sources", 0, "url")``) to its line, from 1."""

    faults: list[tuple[int, str]] = field(default_factory=list)
    """(line, message) pairs."""

    warnings: list[tuple[int, str]] = field(default_factory=list)
    """The same, of what can be served all the same."""


def read(text: str) -> Parsed:
    """Read one YAML document.

    Args:
        text: content of the file.

    Returns:
        The data with their lines and the faults found; never raises on bad YAML.
    """
    parsed = Parsed(faults=list(in_indent(text)), warnings=list(cut_short(text)))
    try:
        _Builder(iter(Loader(text).get_event, None), parsed).document()
    except yaml.MarkedYAMLError as error:
        line = _line(error)
        parsed.data = None
        reported = (line, texts.yaml_problem(error.problem or str(error)))
        if not parsed.faults:  # a no-break space in an indent is the cause of what follows
            parsed.faults.append(cause_before(text, line) or reported)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        parsed.data = None
        parsed.faults.append((line, texts.FORBIDDEN_CHARACTER))
    except _Refused as refusal:
        parsed.data = None
        parsed.faults.append((refusal.line, refusal.message))
    return parsed


def value_of(text: str, key: str) -> str | None:
    """The text at a key of a mapping, read no further than there, and not checked.

    Args:
        text: content of the file.
        key: at its top.

    Returns:
        The value; None where there is none, or a fault comes first.
    """
    depth, nodes, last = 0, 0, None
    try:
        for event in iter(Loader(text).get_event, None):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                continue
            if depth == 1 and isinstance(event, yaml.NodeEvent):
                value = getattr(event, "value", None)
                if nodes % 2 and last == key:
                    return value
                last, nodes = value, nodes + 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
    except yaml.YAMLError:
        return None
    return None


def _line(error: yaml.MarkedYAMLError) -> int:
    mark: Any = error.problem_mark or error.context_mark
    if "end of stream" in (error.problem or "") and error.context_mark:
        mark = error.context_mark  # where the quotation mark was opened, not the end of the file
    return 1 if mark is None else int(mark.line) + 1


def _start(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _Builder:
    """Builds data from PyYAML's events, without recursion deeper than ``MAX_DEPTH``."""

    def __init__(self, events: Iterator[Any], parsed: Parsed) -> None:
        self._events = events
        self._parsed = parsed
        self._resolve: Any = yaml.SafeLoader("").resolve

    def document(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                return
            self._parsed.data = self._value(event, ())
            break
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._fault(event, texts.SEVERAL_DOCUMENTS)
                return

    def _value(self, event: Any, path: Key) -> Any:
        line = event.start_mark.line + 1
        self._parsed.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise _Refused(line, texts.TOO_DEEP)
        kind = type(event)
        if kind is yaml.AliasEvent:
            raise _Refused(line, texts.ALIAS.format(name=event.anchor))
        if event.tag is not None:
            self._fault(event, texts.EXPLICIT_TAG.format(tag=event.tag))
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        return self._mapping(path) if kind is yaml.MappingStartEvent else self._sequence(path)

    def _mapping(self, path: Key) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(_start(event), texts.COMPLEX_KEY)
            key = event.value
            line = _start(event)
            duplicate = key in data
            if duplicate:
                first = self._parsed.lines[(*path, key)]
                self._fault(event, texts.DUPLICATE_KEY.format(key=key, line=first))
            else:
                self._parsed.lines[(*path, key)] = line
            value = self._value(next(self._events), (*path, key))
            if not duplicate:
                data[key] = value
        return data

    def _sequence(self, path: Key) -> list[Any]:
        data: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            data.append(self._value(event, (*path, len(data))))
        return data

    def _scalar(self, event: Any) -> str | datetime.date:
        value: str = event.value
        if event.tag is not None or not event.implicit[0]:  # quoted or block text is text
            return value
        tag = self._resolve(yaml.ScalarNode, value, event.implicit)
        if tag == "tag:yaml.org,2002:str":
            if _NUMBER_ELSEWHERE.fullmatch(value):
                message = texts.NUMBER_ELSEWHERE.format(value=value)
                self._parsed.warnings.append((_start(event), message))
            return value
        if _DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                self._fault(event, texts.IMPOSSIBLE_DATE.format(value=value))
                return value
        if tag == "tag:yaml.org,2002:null":
            self._fault(event, texts.READ_AS_NOTHING)
        else:
            self._fault(event, texts.MISREAD.format(value=value, kind=_READ_AS[tag]))
        return value

    def _fault(self, event: Any, message: str) -> None:
        self._parsed.faults.append((_start(event), message))
