"""What in a text is a person: numbers, addresses, names, as people write them."""
