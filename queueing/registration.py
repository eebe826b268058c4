"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from queueing import demo_flow, demo_peaks, demo_roster, flow_kpis
from queueing.domain.flow import sweeping
from queueing.panels import floor, head, kiosk, peaks, phone, planning, teller, wall
from queueing.simulation import tiles


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head, planning, peaks):
        family.register()
    tiles.register()
    demo_flow.register()
    demo_roster.register()
    demo_peaks.register()
    sweeping.register()
    flow_kpis.register()
