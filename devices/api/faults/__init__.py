"""The calls about faults: bodies, shapes, calls."""
