"""Benchmarks of the matcher and the training of its weights; nothing here runs with the tests."""
