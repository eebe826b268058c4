"""Panels: teller."""


def register() -> None:
    """Fill the registries."""
