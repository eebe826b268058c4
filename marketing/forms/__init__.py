"""Forms of marketing."""
