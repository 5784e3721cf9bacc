"""Where in its file a part of an entry stands."""

from bot.knowledge.faults import Fault, nearest_line
from bot.knowledge.loaded import Loaded
from bot.knowledge.models import Entry
from bot.knowledge.yaml_reader import Key


def fault_of(
    loaded: Loaded, entry: Entry, place: Key, message: str, *, warning: bool = False
) -> Fault:
    """A fault of an entry, at the line of the part concerned or of the nearest around it.

    Args:
        loaded: the base as it was read.
        entry: the entry at fault.
        place: the part, such as ``("sources", 0, "url")``.
        message: what is wrong, in French.
        warning: whether the base can be served all the same.
    """
    path, lines = loaded.places[entry.id]
    return Fault(path, nearest_line(lines, place), message, warning)
