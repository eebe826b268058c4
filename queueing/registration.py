"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from queueing.panels import appointments, floor, head, kiosk, phone, teller, wall
from queueing.simulation import tiles


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head, appointments):
        family.register()
    tiles.register()
