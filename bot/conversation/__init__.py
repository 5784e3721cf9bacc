"""What is done with what a person sends."""
