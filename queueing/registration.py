"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from lobby.branches import demo
from queueing import form_help
from queueing.demo import write
from queueing.panels import floor, head, kiosk, phone, teller, wall
from queueing.simulation import tiles


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head):
        family.register()
    tiles.register()
    form_help.register()
    demo.register(write)
