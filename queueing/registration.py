"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from lobby.floor import occupancy
from queueing import demo, kpis
from queueing.alerts import form_help
from queueing.alerts import peaks as peak_alerts
from queueing.alerts import tickets as ticket_alerts
from queueing.domain.flow import sweeping
from queueing.panels import appointments, floor, head, kiosk, peaks, phone, planning, teller, urgent, wall
from queueing.selectors import hall
from queueing.simulation import tiles
from queueing.triage import registration as triage


def register() -> None:
    """Fill every registry; called once when Django starts."""
    # Subscribers hear news in this order: an appointment follows its ticket last, as its lock is the last.
    occupancy.register(hall.waiting_by_zone)
    for noun in (ticket_alerts, peak_alerts, form_help):
        noun.register()
    for family in (floor, teller, wall, kiosk, phone, head, planning, appointments, peaks, urgent):
        family.register()
    for part in (kpis, tiles, demo, sweeping, triage):
        part.register()
