"""Words of marketing for templates."""
