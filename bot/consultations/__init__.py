"""Cerema asks the member towns: a consultation from its file to its results."""
