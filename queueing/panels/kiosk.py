"""Panels: kiosk."""


def register() -> None:
    """Fill the registries."""
