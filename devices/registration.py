"""What the machines offer to the floors below."""

from __future__ import annotations

from devices import checks, demo
from devices.registrations import concierge, faults, fleet, smart, status, video, vtm
from devices.registrations import register as register_of_machines
from lobby.branches.demo import register as register_demo


def register() -> None:
    """Fill the registries; called once when Django starts."""
    register_demo(demo.write)
    checks.register()
    concierge.register()
    faults.register()
    fleet.register()
    register_of_machines.register()
    status.register()
    vtm.register()
    video.register()
    smart.register()
