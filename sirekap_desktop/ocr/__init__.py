"""Reads the numbers on a photographed sheet; proposals only, never results."""
