"""The console, through a browser's eyes."""
