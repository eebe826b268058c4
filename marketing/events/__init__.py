"""News of marketing; never a name."""
