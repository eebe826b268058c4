"""News about customer cards; never a name."""
