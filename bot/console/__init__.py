"""The web console of those who answer and those who write; it works without JavaScript."""
