"""The errors of the Bot API, with Telegram's own codes and words."""

from typing import Any


class ApiError(Exception):
    """A refusal: answered as ``{"ok": false, "error_code": …, "description": …}``."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def to_json(self) -> dict[str, Any]:
        """The body Telegram sends."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class SilentPersonError(AssertionError):
    """What a person waited for did not come; the message says what was seen instead."""


def bad_request(reason: str) -> ApiError:
    """400: the request itself is at fault."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403: the chat does not let the bot do this."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """409: two ways of receiving updates at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    """429: wait ``retry_after`` seconds."""
    description = f"Too Many Requests: retry after {retry_after}"
    return ApiError(429, description, retry_after=retry_after)


def cannot_parse_entities(reason: str) -> ApiError:
    """400: the HTML is not Telegram's."""
    return bad_request(f"can't parse entities: {reason}")
