"""What of a text may be stored: the text masked, and all that is derived from it after that."""

from dataclasses import dataclass

from bot.matching.normalize import normal_form
from bot.privacy.found import Kind
from bot.privacy.masking import mask_contacts


@dataclass(frozen=True, slots=True)
class Storable:
    """A text as the log may hold it."""

    text: str
    normal: str
    """The normal form of the masked text: it holds nothing that the text does not."""
    kinds: frozenset[Kind]
    """What was masked, to be told to the person."""


def storable(text: str) -> Storable:
    """Mask a text before anything else is made of it.

    Args:
        text: as somebody typed it, or as an older version stored it.

    Returns:
        What may be stored; storing it once more changes nothing.
    """
    masked = mask_contacts(text)
    return Storable(masked.text, normal_form(masked.text), masked.kinds)
