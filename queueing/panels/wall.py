"""Panels: wall."""


def register() -> None:
    """Fill the registries."""
