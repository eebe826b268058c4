"""Live panels of marketing."""
