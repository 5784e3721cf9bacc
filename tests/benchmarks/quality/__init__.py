"""Quality and times of the matcher, and of the groups of questions."""
