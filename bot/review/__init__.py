"""What reviewers do and see."""
