"""Panels: head."""


def register() -> None:
    """Fill the registries."""
