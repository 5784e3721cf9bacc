"""The settings, read once from the environment and from ``.env``; never changed afterwards."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.errors import ConfigurationError
from bot.keys import MIN_PSEUDONYM_BYTES, Keys, read_keys
from bot.texts import command_line as texts
from bot.texts import console as console_texts
from bot.texts import keys as key_texts

from .environment import environment

SHIPPED_KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
SHIPPED_CONSULTATIONS = Path(__file__).resolve().parents[2] / "consultations"

Ids = frozenset[int]

_WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What the Bot API's setWebhook takes as ``secret_token``."""


@dataclass(frozen=True, slots=True)
class Promises:
    """What people are told: the delays, and who answers for the data."""

    reply_days: int = 10
    """Working days within which experts mean to answer."""
    retention_days: int = 365
    """Days after which a question has no link to a person any more."""
    text_retention_days: int = 1095
    """Days after which its text is gone too."""
    controller: str | None = None
    """Who answers for the data, and how to write to them."""


class Settings(BaseModel):
    """Every setting of the assistant; docs/reference.md lists them for users."""

    model_config = ConfigDict(extra="ignore", frozen=True, validate_default=True)

    telegram_bot_token: SecretStr | None = None
    """Needed by ``run`` alone, so that everything else works without an account."""

    telegram_api_url: str = "https://api.telegram.org"
    """Root of the Bot API server; a local one serves tests and large deployments."""

    database_url: str = "sqlite+aiosqlite:///data/assistant.db"
    """An embedded file by default: nothing to install on one machine."""

    knowledge_dir: Path = SHIPPED_KNOWLEDGE
    """The base shipped with the package, so that a first run answers at once."""

    consultations_dir: Path = SHIPPED_CONSULTATIONS
    """The consultations shipped with the package; none is open until two people open it."""

    drafts_dir: Path | None = None
    """None: a folder ``brouillons`` beside the fiches; nothing in it is served."""

    state_dir: Path | None = None
    """None: the folder of the embedded database; the last good base is kept there."""

    source_watch: bool = False
    """Off: the service asks no address but Telegram's unless told to."""

    reviewer_ids: Ids = frozenset()
    """Nobody reviews until named: a role is never given by default."""

    editor_ids: Ids = frozenset()
    """Nobody edits until named: a role is never given by default."""

    staff_chat_id: int | None = None
    """No announcements until a group is chosen."""

    staff_topic_id: int | None = Field(default=None, ge=1)
    """The topic of that group where they go; most groups have none."""

    address_key: SecretStr | None = None
    """None: beside an embedded database, a file with a key is drawn; a server needs one given."""

    pseudonym_key: SecretStr | None = None
    """None: a key is drawn on first use and kept in the database, sealed with ``ADDRESS_KEY``."""

    retention_days: int = Field(default=365, ge=1)
    """A year: long enough to follow a project up, short enough to be proportionate."""

    text_retention_days: int = Field(default=1095, ge=1)
    """Three years, as long as the agreement whose work the texts guide; counts stay after."""

    reply_days: int = Field(default=10, ge=1)
    """Working days to the date told in receipts, which staff are reminded of."""

    shown_people: int = Field(default=5, ge=2)
    """People of a territory within which nobody is found again, in exports and in the report."""

    shown_towns: int = Field(default=3, ge=2)
    """Towns they ask from, so that a territory is no town under another name."""

    data_controller: str | None = None
    """Who answers for the data and how to write to them; none: people are told it is missing."""

    webhook_url: str | None = None
    """None: long polling, which needs no public address."""

    webhook_secret: SecretStr | None = None
    """Shared with Telegram in webhook mode."""

    console_url: str | None = None
    """No console until its public address is given (``https://…/console``)."""

    listen: str = "127.0.0.1"
    """Local only: a reverse proxy is what faces the network."""

    port: int = Field(default=8080, ge=1, le=65535)
    """The usual port behind a reverse proxy."""

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    """What an operator wants to see day to day."""

    log_format: Literal["text", "json"] = "text"
    """Lines for people; JSON where a collector reads them."""

    @model_validator(mode="before")
    @classmethod
    def _from_environment(cls, given: Any) -> Any:
        """What is given by name wins over the environment."""
        return environment() | given

    @field_validator("reviewer_ids", "editor_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part for part in value.replace(",", " ").split() if part]
        return value

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: Any, info: Any) -> Any:
        """An empty variable (``STAFF_CHAT_ID=``) means the default, as in most shells' files."""
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].get_default()
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+psycopg://")):
            raise ValueError(texts.CONFIG_DATABASE)
        try:
            parts = urlsplit(value)
            usable = parts.port is None or value.startswith("postgresql")
        except ValueError:
            usable = False
        if not usable or (value.startswith("sqlite") and parts.netloc):
            raise ValueError(texts.CONFIG_DATABASE)
        return value

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _http(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("http://", "https://")):
            raise ValueError(texts.CONFIG_URL)
        return value.rstrip("/")

    @field_validator("console_url")
    @classmethod
    def _of_the_console(cls, value: str | None) -> str | None:
        """Browsers keep the session over HTTPS alone, but for a machine talking to itself."""
        if value is None:
            return None
        parts = urlsplit(value.rstrip("/"))
        local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
        if parts.path not in ("", "/console") or not (local or parts.scheme == "https"):
            raise ValueError(console_texts.CONFIG_URL)
        return f"{parts.scheme}://{parts.netloc}/console"

    @field_validator("webhook_secret")
    @classmethod
    def _telegram_takes_it(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
            raise ValueError(texts.CONFIG_NOT_FOR_TELEGRAM)
        return value

    @field_validator("address_key")
    @classmethod
    def _whole_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            try:
                read_keys(value.get_secret_value())
            except ValueError:
                raise ValueError(key_texts.CONFIG_ADDRESS_KEY) from None
        return value

    @field_validator("pseudonym_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value().encode()) < MIN_PSEUDONYM_BYTES:
            raise ValueError(key_texts.CONFIG_PSEUDONYM_KEY)
        return value

    @field_validator("text_retention_days")
    @classmethod
    def _after_the_link(cls, value: int, info: Any) -> int:
        if value < info.data.get("retention_days", 0):
            raise ValueError(texts.CONFIG_CLOCKS)
        return value

    @property
    def keys(self) -> Keys:
        """The keys that are given from outside the database."""
        address = read_keys(self.address_key.get_secret_value()) if self.address_key else ()
        pseudonym = self.pseudonym_key.get_secret_value().encode() if self.pseudonym_key else None
        return Keys(address, pseudonym)

    @property
    def secrets(self) -> list[str]:
        """What must never stand in a log."""
        kept = (
            self.telegram_bot_token,
            self.webhook_secret,
            self.address_key,
            self.pseudonym_key,
        )
        known = [secret.get_secret_value() for secret in kept if secret is not None]
        ring = self.address_key.get_secret_value() if self.address_key is not None else ""
        return [*known, *ring.replace(",", " ").split()]

    @property
    def promises(self) -> Promises:
        """What people are told."""
        return Promises(
            self.reply_days, self.retention_days, self.text_retention_days, self.data_controller
        )

    @cached_property
    def staff_ids(self) -> frozenset[int]:
        """Everybody who has a role."""
        return self.reviewer_ids | self.editor_ids


def load_settings(knowledge: Path | None = None, database: str | None = None) -> Settings:
    """Read the settings; what the command line gives wins over the environment.

    Args:
        knowledge: value of ``--knowledge``, if given.
        database: value of ``--database``, if given.

    Raises:
        ConfigurationError: a variable has a value that cannot be used; the message names the
            variable and, unless it is a secret, the value.
    """
    given: dict[str, Any] = {}
    if knowledge is not None:
        given["knowledge_dir"] = knowledge
    if database is not None:
        given["database_url"] = database
    try:
        return Settings(**given)
    except ValidationError as error:
        raise ConfigurationError("\n".join(map(_in_french, error.errors()))) from None


def _in_french(error: Any) -> str:
    name = str(error["loc"][0]).upper()
    secret = name.endswith(("TOKEN", "KEY", "SECRET", "DATABASE_URL"))
    value = texts.CONFIG_HIDDEN if secret else str(error["input"])
    reason = texts.CONFIG_REASONS.get(error["type"], texts.CONFIG_REASON_OTHER)
    if error["type"] == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", " ou ")
        reason = reason.format(expected=expected)
    if "ctx" in error and error["type"].endswith("_than_equal"):
        reason = reason.format(**error["ctx"])
    if error["type"] == "value_error":
        reason = str(error["ctx"]["error"])
    return texts.CONFIG_BAD_VALUE.format(name=name, value=value, reason=reason)
