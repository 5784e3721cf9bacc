"""Migrations of the question log."""
