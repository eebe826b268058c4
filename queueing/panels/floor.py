"""Panels: floor."""


def register() -> None:
    """Fill the registries."""
