"""What this app offers to the floors below: screens, panels, figures, alert kinds."""

from lobby.floor import occupancy
from queueing import demo, kpis, patrols, subjects
from queueing.alerts import care as care_alerts
from queueing.alerts import form_help
from queueing.alerts import peaks as peak_alerts
from queueing.alerts import tickets as ticket_alerts
from queueing.domain import smart, video
from queueing.domain.care import following as stages
from queueing.domain.flow import following, sweeping
from queueing.domain.rebooking import ending as rebooking
from queueing.panels import (
    appointments,
    briefing,
    care,
    floor,
    head,
    kiosk,
    outages,
    peaks,
    phone,
    planning,
    review,
    staff_wall,
    support,
    teller,
    urgent,
    wall,
)
from queueing.selectors import hall
from queueing.simulation import tiles
from queueing.triage import registration as triage


def register() -> None:
    """Fill every registry; called once when Django starts."""
    occupancy.register(hall.waiting_by_zone)
    # Subscribers hear news in this order: an appointment follows its ticket last, as its lock is the last.
    for noun in (ticket_alerts, care_alerts, peak_alerts, form_help):
        noun.register()
    for screen in (floor, teller, wall, staff_wall, kiosk, phone, head, urgent):
        screen.register()
    for subject in (planning, appointments, peaks, briefing, review, support, care, outages):
        subject.register()
    stages.register()
    for part in (kpis, tiles, demo, sweeping, following, triage, patrols, subjects, video, smart, rebooking):
        part.register()
