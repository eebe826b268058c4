"""What the machines offer to the floors below."""

from __future__ import annotations

from devices import checks, demo
from devices.registrations import faults, status
from lobby.branches.demo import register as register_demo


def register() -> None:
    """Fill the registries; called once when Django starts."""
    register_demo(demo.write)
    checks.register()
    faults.register()
    status.register()
