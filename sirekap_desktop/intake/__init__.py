"""Brings files from outside to the desk as pages with a name."""
