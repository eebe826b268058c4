"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from lobby.branches.demo import register as register_demo
from queueing.demo import write_peaks
from queueing.panels import floor, head, kiosk, peaks, phone, teller, wall
from queueing.simulation import tiles


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head, peaks):
        family.register()
    tiles.register()
    register_demo(write_peaks)
