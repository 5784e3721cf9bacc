"""The member towns, from the association's file, and the code that each is handed."""

import csv
import io
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.errors import AssistantError
from bot.knowledge.towns import load_towns
from bot.texts import consultations_staff as texts

LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are mistaken for one another on paper."""
LENGTH: Final = 10


def read_members(text: str, path: Path) -> list[tuple[str, str]]:
    """(code, INSEE code) of each town; a code that the file lacks is drawn.

    Args:
        text: the association's file, as CSV.
        path: its name, for what is wrong in it.

    Raises:
        AssistantError: there is no column « insee », or a code that is no town's.
    """
    towns = load_towns()
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if "insee" not in (rows.fieldnames or ()):
        raise AssistantError(texts.NO_INSEE.format(path=path))
    found = []
    for line, row in enumerate(rows, 2):
        town = (row["insee"] or "").strip().zfill(5)
        if towns.by_code(town) is None:
            raise AssistantError(texts.BAD_CSV.format(path=path, line=line, code=town))
        found.append(((row.get("code") or "").strip() or draw(), town))
    return found


def codes_file(pairs: Sequence[tuple[str, str]], identifier: str) -> bytes:
    """What each town is to be handed, as CSV; nothing else keeps the codes."""
    towns = load_towns()
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(("insee", "commune", "code", "start"))
    for code, insee in pairs:
        town = towns.by_code(insee)
        name = town.name if town is not None else ""
        writer.writerow((insee, name, code, f"cs_{identifier}_{code}"))
    return file.getvalue().encode()


def draw() -> str:
    """A code that nobody guesses: fifty bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
