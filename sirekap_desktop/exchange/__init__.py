"""Reads and writes tables of other programs."""
