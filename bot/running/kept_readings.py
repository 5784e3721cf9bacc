"""What was read of the fiches, kept so that the check of one that changed reads that one alone.

Like the compiled base it stands where only the service writes, under a name made from the code
and the libraries. A fiche is known by a digest of its file, its terms by one of its texts and
hold for one vocabulary: what changed is another, and is read.
"""

from typing import Final

from bot.config import Settings
from bot.knowledge.files import read_folder
from bot.knowledge.loaded import Loaded
from bot.knowledge.shelf import Shelf
from bot.matching.reading import Readings
from bot.running.compiled import keep, made_by, taken_up
from bot.running.folders import state_folder

FOLDER: Final = "fiches-lues"
ONE: Final = 1
"""That the fiche that is looked at was read anew is no reason to write the file again."""


def loaded(settings: Settings, only: str) -> Loaded:
    """A base and its index, of which only what changed since the last time is read.

    Args:
        settings: where the base is, and what was read of it.
        only: id of the fiche that is looked at, always read.

    Raises:
        KnowledgeError: there is no such folder.
    """
    place = state_folder(settings) / FOLDER / made_by().hexdigest()
    kept = taken_up(place) or {}
    shelf = Shelf(only, kept.get("fiches"))
    found = read_folder(settings.knowledge_dir, shelf)
    found.only = found.base.entries.get(only)
    if found.only is None:
        return found
    words = found.base.vocabulary.model_dump_json()
    readings = Readings(kept["readings"] if kept.get("vocabulary") == words else None)
    found.index = found.base.index(readings)
    if readings.fresh > ONE:
        keep(place, {"fiches": shelf.now, "vocabulary": words, "readings": readings.plain})
    return found
