"""How fast the desk is with a whole kecamatan in its store: `python -m benchmarks.desk`."""
