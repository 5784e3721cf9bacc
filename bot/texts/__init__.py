"""Every French sentence that the service itself says, by who reads it."""
