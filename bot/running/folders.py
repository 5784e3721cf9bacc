"""The folders of an installation that follow from its settings."""

from pathlib import Path
from typing import Final

from bot.config import Settings

DRAFTS: Final = "brouillons"


def state_folder(settings: Settings) -> Path:
    """Where the service keeps files of its own: beside the embedded database unless told."""
    if settings.state_dir is not None:
        return settings.state_dir
    scheme, _, path = settings.database_url.partition(":///")
    path = path.partition("?")[0]
    embedded = scheme.startswith("sqlite") and path not in ("", ":memory:")
    return Path(path).parent if embedded else Path("data")


def drafts_folder(settings: Settings) -> Path:
    """Where drafts are written: beside the fiches, never into an installed package."""
    if settings.drafts_dir is not None:
        return settings.drafts_dir
    folder = settings.knowledge_dir.absolute()
    installed = not {"site-packages", "dist-packages"}.isdisjoint(folder.parts)
    return Path(DRAFTS) if installed else folder.parent / DRAFTS
