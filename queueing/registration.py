"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from queueing import demo, form_help, kpis
from queueing.domain.flow import sweeping
from queueing.panels import appointments, floor, head, kiosk, peaks, phone, planning, teller, wall
from queueing.simulation import tiles
from queueing.triage import registration as triage


def register() -> None:
    """Fill every registry; called once when Django starts."""
    for family in (floor, teller, wall, kiosk, phone, head, planning, appointments, peaks):
        family.register()
    for part in (kpis, tiles, demo, sweeping, triage, form_help):
        part.register()
