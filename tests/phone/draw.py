"""Draw six typical exchanges as a phone shows them: ``python -m tests.phone.draw``.

Writes ``phone.html`` and, where Chromium is found, pictures of it at 390 and 320 pixels wide in
light and dark, and ``phone.png``, the wide one that stands in the README. Tells which labels of
buttons do not fit and whether the page overflows. With ``--consultation``, the same of a
consultation (``consultation.png``, in docs/operations.md).
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

from bot.config import SHIPPED_KNOWLEDGE

from . import consultation
from .camera import Picture, Scheme, camera, chromium
from .exchanges import SHIPPED, six
from .page import SIX, page, told
from .recording import record

WIDE: Final = 1260
"""Three phones side by side."""
VIEWS: Final[tuple[tuple[str, int, Scheme], ...]] = (
    ("{name}-390-light.png", 390, "light"),
    ("{name}-390-dark.png", 390, "dark"),
    ("{name}-320-light.png", 320, "light"),
    ("{name}-320-dark.png", 320, "dark"),
    ("{name}.png", WIDE, "light"),
)


def main() -> int:
    """Draw; the exit status is 1 when a picture overflows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/phone"), metavar="FOLDER")
    parser.add_argument("--knowledge", type=Path, default=SHIPPED_KNOWLEDGE, metavar="FOLDER")
    parser.add_argument("--consultation", action="store_true", help="draw a consultation instead")
    given = parser.parse_args()
    folder = given.output.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    name, title = ("consultation", consultation.TITLE) if given.consultation else ("phone", SIX)
    exchanges = consultation.exchanges() if given.consultation else six(SHIPPED)
    prepare = consultation.prepare if given.consultation else None
    with tempfile.TemporaryDirectory() as data:
        played = record(exchanges, given.knowledge.resolve(), Path(data), prepare)
        recorded = asyncio.run(played)
    drawn = folder / f"{name}.html"
    drawn.write_text(page(recorded, title), "utf-8")
    (folder / f"{name}.txt").write_text(told(recorded), "utf-8")
    _say(f"{drawn}: {len(recorded)} exchanges")
    program = chromium()
    if program is None:
        _say("no Chromium, no pictures")
        return 0
    pictures = asyncio.run(_taken(program, drawn.as_uri()))
    for (form, _, _), picture in zip(VIEWS, pictures, strict=True):
        file = folder / form.format(name=name)
        file.write_bytes(picture.png)
        size = f"{picture.width} x {picture.height}, {len(picture.png) // 1000} kB"
        _say(f"{file}: {size}{', OVERFLOWS' if picture.overflows else ''}")
    phones = [picture for picture in pictures if picture.asked < WIDE]
    for label in dict.fromkeys(label for picture in phones for label in picture.cut):
        widest = max(picture.asked for picture in phones if label in picture.cut)
        _say(f"cut at {widest}: {label}")
    return int(any(picture.overflows for picture in pictures))


async def _taken(program: str, url: str) -> list[Picture]:
    async with camera(program) as taking:
        return [await taking.take(url, width, scheme) for _, width, scheme in VIEWS]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
