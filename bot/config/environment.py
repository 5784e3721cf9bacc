"""The variables that settings come from: ``.env``, those of the process, files of secrets."""

import os
from pathlib import Path
from typing import Final

from bot.errors import ConfigurationError
from bot.texts import command_line as texts

ENV_FILE: Final = Path(".env")
"""In the folder the command is given in; the environment wins over it."""
_FROM_FILES: Final = (
    "telegram_bot_token",
    "webhook_secret",
    "address_key",
    "pseudonym_key",
    "database_url",
)
"""Settings that may be given as the path of a file: ``TELEGRAM_BOT_TOKEN_FILE`` and so on."""


# Read here rather than by pydantic-settings, whose import takes a fifth of the start.
def environment() -> dict[str, str]:
    """The variables of ``.env`` and, over them, those of the process.

    Returns:
        Their values by name in lower case; empty ones are left out.

    Raises:
        ConfigurationError: a file of secrets that cannot be read.
    """
    found: dict[str, str | None] = {}
    if ENV_FILE.is_file():
        from dotenv import dotenv_values

        found.update(dotenv_values(ENV_FILE, encoding="utf-8"))
    found.update(os.environ)
    values = {name.lower(): value for name, value in found.items() if value}
    for name in _FROM_FILES:
        path = values.get(f"{name}_file")
        if path and name not in values:
            values[name] = _secret_in(path, f"{name}_file".upper())
    return values


def _secret_in(path: str, name: str) -> str:
    """What a file of secrets holds (as Docker, Kubernetes and systemd hand them over)."""
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or texts.CONFIG_REASON_OTHER
        raise ConfigurationError(
            texts.CONFIG_BAD_VALUE.format(name=name, value=path, reason=reason)
        ) from None
