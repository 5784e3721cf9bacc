"""What a rule of masking finds: a stretch of text and what it tells."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

Kind = Literal[
    "iban", "nir", "adresse", "compte", "telephone", "carte", "piece", "plaque", "naissance",
    "ip", "domicile", "nom", "commune", "code_postal",
]  # fmt: skip


class Found(NamedTuple):
    """A stretch of text that says who somebody is."""

    start: int
    end: int
    kind: Kind


Rule = Callable[[str], Iterator[Found]]
"""Reads a text in plain writing; finds in order, apart from each other."""
