"""What was seen of the cited addresses, in a file of its own; interrupted, it is gone on with."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Literal

from bot.errors import AssistantError
from bot.files import write_aside
from bot.texts import sources as texts
from bot.texts.system import reason

FILE: Final = "sources.json"
State = Literal["good", "gone", "moved", "silent", "closed"]


@dataclass(slots=True)
class Seen:
    """One address, as it was seen last."""

    state: State = "good"
    why: str = ""
    asked: str = ""
    """When, in UTC."""
    status: int = 0
    final: str = ""
    """Where it led in the end."""
    title: str = ""
    digest: str = ""
    etag: str = ""
    modified: str = ""
    """The server's own words, given back to it."""
    changed: str = ""
    """The day on which its text was first seen to differ, or from which its server dates it."""
    failures: int = 0
    """How many times in a row it did not answer."""


@dataclass(slots=True)
class Memory:
    """All of them, and when a whole round was last ended."""

    path: Path
    pages: dict[str, Seen] = field(default_factory=dict)
    ended: str = ""

    @classmethod
    def read(cls, path: Path) -> "Memory":
        """What stands in the file; nothing yet where there is none.

        Raises:
            AssistantError: the file is another one.
        """
        try:
            data = json.loads(path.read_text("utf-8"))
            pages = {url: Seen(**seen) for url, seen in data["pages"].items()}
            return cls(path, pages, data["ended"])
        except FileNotFoundError:
            return cls(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise AssistantError(texts.BAD_FILE.format(path=path)) from error

    def write(self) -> None:
        """Keep it.

        Raises:
            AssistantError: the file cannot be written.
        """
        pages = {url: asdict(seen) for url, seen in sorted(self.pages.items())}
        text = json.dumps({"ended": self.ended, "pages": pages}, ensure_ascii=False, indent=1)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with write_aside(self.path) as file:
                file.write(text.encode() + b"\n")
        except OSError as error:
            raise AssistantError(f"{self.path} : {reason(error)}") from error
