"""The service under a crowd, under kills, and its exports."""
