"""Reads drawn sheets with real writing: how often right, how often unsure, how often wrong."""
