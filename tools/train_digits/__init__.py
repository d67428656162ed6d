"""Trains the network that reads one box; run from the repository root, see CARD.md."""
