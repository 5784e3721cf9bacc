"""The settings, and where their values come from."""

from .settings import SHIPPED_CONSULTATIONS, SHIPPED_KNOWLEDGE, Promises, Settings, load_settings

__all__ = [
    "SHIPPED_CONSULTATIONS",
    "SHIPPED_KNOWLEDGE",
    "Promises",
    "Settings",
    "load_settings",
]
