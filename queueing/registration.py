"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from queueing import demo_flow, demo_roster, flow_kpis
from queueing.domain.flow import sweeping
from queueing.panels import appointments, floor, head, kiosk, phone, planning, teller, wall
from queueing.simulation import tiles


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head, planning, appointments):
        family.register()
    tiles.register()
    demo_flow.register()
    demo_roster.register()
    sweeping.register()
    flow_kpis.register()
