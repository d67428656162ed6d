"""The steps from every released layout to the newest; never changed once released."""
