"""Typical exchanges, recorded from the real bot and drawn as a phone shows them."""
