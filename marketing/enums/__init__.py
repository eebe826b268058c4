"""Words of marketing: states and the tables of allowed moves."""
