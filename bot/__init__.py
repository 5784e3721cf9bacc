"""The core of the assistant: knowledge, matching, question log, command line."""

__version__ = "0.2.0"
