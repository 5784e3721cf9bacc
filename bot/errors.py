"""One error class a cause; their messages are written for the person who reads them."""


class AssistantError(Exception):
    """Root of the errors that are shown as they are, without a traceback."""


class ConfigurationError(AssistantError):
    """A setting is missing or has a value that cannot be used."""


class KnowledgeError(AssistantError):
    """The knowledge base has faults; the message lists them."""


class LogUnavailableError(AssistantError):
    """The question log could not be read or written."""


class LaterTablesError(AssistantError):
    """The tables were made by a later version of the program."""
