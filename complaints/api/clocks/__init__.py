"""The calls about more time: bodies, shapes, calls."""
