"""Telegram conversations: read the update, call the assistant, reply."""
