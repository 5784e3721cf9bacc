"""Taking persons out of a text."""
