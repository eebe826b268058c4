"""The calls about return visits: bodies and calls."""
