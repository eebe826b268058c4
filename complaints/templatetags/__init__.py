"""Words of complaints for templates."""
