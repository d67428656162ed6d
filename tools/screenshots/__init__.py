"""Grabs every screen with a made-up kecamatan, to be looked at."""
