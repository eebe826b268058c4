"""Words of marketing in templates."""
