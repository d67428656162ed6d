"""Measurements of speed and accuracy, run by hand: `make bench`."""
