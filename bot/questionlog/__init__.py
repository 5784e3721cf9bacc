"""The question log: what was asked, what was answered, what followed."""
