"""What the states of machines register: adapters and clocks."""

from __future__ import annotations

from devices import adapters
from devices.domain import reporting, windows
from lobby.floor.domain import deadlines


def register() -> None:
    """Fill the registries."""
    adapters.register_own()
    deadlines.register(reporting.STARTING, reporting.when_still_starting)
    deadlines.register(reporting.OPENING, reporting.when_the_branch_opens)
    deadlines.register(windows.CLOCK, windows.when_it_rings)
