"""The calls that read complaints: bodies, shapes, calls."""
