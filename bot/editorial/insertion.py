"""A phrasing put into the text of a fiche, everything else left as its editor wrote it.

The place is found with the marks of PyYAML's nodes. Several ways of writing are tried; one is
taken only if the file then says the same, and the new phrasing last.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from bot.editorial.yaml_text import item
from bot.errors import AssistantError
from bot.knowledge.yaml_reader import read
from bot.texts import editorial as texts

FIELD: Final = "variantes"
TITLE: Final = "question"
INDENT: Final = 2
"""Of a new list, where the file has no list to take it from."""
_LINE_END: Final = re.compile(r"[\r\n]|\Z")
_COMMA: Final = re.compile(r"[ \t]*,")
_BLANKS: Final = " \t\r\n"


def insert_phrasing(source: str, phrasing: str) -> str:
    """Add a phrasing at the end of a fiche's list.

    Args:
        source: text of the file.
        phrasing: what to add.

    Returns:
        The text with the phrasing and nothing else changed.

    Raises:
        AssistantError: the file has faults, or no way of writing it keeps the rest as it is.
    """
    before = read(source)
    if before.faults or not isinstance(before.data, dict):
        raise AssistantError(texts.NOT_A_FICHE)
    held = before.data.get(FIELD, [])
    if not isinstance(held, list):
        raise AssistantError(texts.CANNOT_INSERT)
    wanted = {**before.data, FIELD: [*held, phrasing]}
    for attempt in _attempts(source, phrasing):
        after = read(attempt)
        if not after.faults and after.data == wanted:
            return attempt
    raise AssistantError(texts.CANNOT_INSERT)


def _attempts(source: str, phrasing: str) -> Iterator[str]:
    """The file with the phrasing, in every way that may do, the nicest first."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError:  # stricter than the reader, on tabs for instance
        return
    if not isinstance(root, yaml.MappingNode):
        return
    found = {key.value: value for key, value in root.value}
    if FIELD not in found:
        yield from _new_list(source, root, phrasing)
        return
    node = found[FIELD]
    if not isinstance(node, yaml.SequenceNode):
        return
    if not node.flow_style:
        yield from _at_end_of_block(source, node, phrasing)
    elif node.value:
        yield from _at_end_of_flow(source, node, phrasing)
    else:
        yield _put(source, node.start_mark.index + 1, item(phrasing, flow=True))


def _at_end_of_block(source: str, node: yaml.SequenceNode, phrasing: str) -> Iterator[str]:
    """Below the last dash."""
    last = node.value[-1]
    indent = " " * node.start_mark.column
    dash = source.rfind("-", 0, last.start_mark.index)
    gap = source[dash + 1 : last.start_mark.index]
    for space in (gap if gap and not gap.strip(" ") else " ", " "):
        line = f"{indent}-{space}{item(phrasing)}"
        yield from _below(source, last.end_mark.index, line)


def _at_end_of_flow(source: str, node: yaml.SequenceNode, phrasing: str) -> Iterator[str]:
    """On a line of its own if the last one has its own, else beside it."""
    first, end = node.value[-1].start_mark.index, node.value[-1].end_mark.index
    text = item(phrasing, flow=True)
    indent = source[source.rfind("\n", 0, first) + 1 : first]
    if not indent.strip(" "):
        comma = _COMMA.match(source, end)
        line = _newline(source) + indent + text
        if comma is not None:
            yield _put(source, _line_end(source, comma.end()), line + ",")
        else:
            yield _put(_put(source, _line_end(source, end), line), end, ",")
    yield _put(source, end, f", {text}")


def _new_list(source: str, root: yaml.MappingNode, phrasing: str) -> Iterator[str]:
    """Below the title; failing that, at the top of the fiche."""
    margin = " " * root.start_mark.column
    lists = [v for _, v in root.value if isinstance(v, yaml.SequenceNode) and not v.flow_style]
    width = lists[0].start_mark.column if lists else len(margin) + INDENT
    ending = _newline(source)
    lines = f"{FIELD}:{ending}{' ' * width}- {item(phrasing)}"
    for key, value in root.value:
        if key.value == TITLE:
            yield from _below(source, value.end_mark.index, margin + lines)
    yield _put(source, root.start_mark.index, lines + ending + margin)


def _below(source: str, end: int, line: str) -> Iterator[str]:
    """A line below what ends at `end`, its comment included."""
    written = len(source[:end].rstrip(_BLANKS))
    ending = _newline(source)
    yield _put(source, _line_end(source, written), ending + line)
    yield _put(source, end, line + ending)  # below blank lines that belong to a block of text


def _put(source: str, at: int, text: str) -> str:
    return source[:at] + text + source[at:]


def _line_end(source: str, at: int) -> int:
    found = _LINE_END.search(source, at)
    return len(source) if found is None else found.start()


def _newline(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"
