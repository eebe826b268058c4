"""The calls about complaints: bodies, shapes, calls."""
