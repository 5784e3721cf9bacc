"""Matching of French questions to the entries of a knowledge base: pure, synchronous, no I/O."""
