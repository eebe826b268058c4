"""Words of marketing in templates."""

"""Words of marketing for templates."""
