"""Panels: phone."""


def register() -> None:
    """Fill the registries."""
