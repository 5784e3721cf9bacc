"""The core of the assistant: knowledge, matching, question log, command line."""

__version__ = "0.1.0"
