"""The host of an address, where all who read it read the same one."""

import re
from typing import Final
from urllib.parse import urlsplit

_HOST: Final = re.compile(r"[\w.-]+")


def host_of(url: str) -> str:
    r"""The host, in lower case; empty where there is none, or programs would not agree on it.

    Args:
        url: as somebody wrote it. ``https://[autre`` is no address, and after ``\`` browsers read
            the path: ``https://autre.fr\.cerema.fr`` leads to ``autre.fr``.
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""
