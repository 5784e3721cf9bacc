"""Carrying updates and messages; imports handlers, never the reverse."""
