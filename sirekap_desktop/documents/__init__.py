"""Makes, signs and verifies the documents."""
