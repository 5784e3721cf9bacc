"""What is shown; no Telegram type."""
