"""What leaves the service: files and the report."""
