"""Finding customers, and who is left in peace."""
