"""Appointments on the floors below: clocks, news, panels."""

from queueing.domain.appointments import clocks, following


def register() -> None:
    """Fill the registries."""
    clocks.register()
    following.register()
