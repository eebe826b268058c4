"""Demo data of marketing."""
