"""The HTTP API of marketing."""
