"""One file a step; the numbers say the order."""
