"""Makes filled sheets and photographs of them, for rehearsals, tests and training."""
