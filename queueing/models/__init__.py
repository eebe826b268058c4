"""Models of the queue."""

from queueing.models.announcements import Announcement, WallSettings
from queueing.models.appointments import (
    Appointment,
    AppointmentNotice,
    BookingCount,
    PrepareItem,
    Room,
    SlotRule,
)
from queueing.models.forecasts import FlowCount, FlowFactor, FlowForecast, FlowState, ForecastError
from queueing.models.learning import ServiceStats
from queueing.models.sessions import CounterSession
from queueing.models.simulation import SimulationRun
from queueing.models.tickets import NumberSeries, Ticket, TicketNote
from queueing.models.visits import Visit

__all__ = [
    "Announcement",
    "Appointment",
    "AppointmentNotice",
    "BookingCount",
    "CounterSession",
    "FlowCount",
    "FlowFactor",
    "FlowForecast",
    "FlowState",
    "ForecastError",
    "NumberSeries",
    "PrepareItem",
    "Room",
    "ServiceStats",
    "SimulationRun",
    "SlotRule",
    "Ticket",
    "TicketNote",
    "Visit",
    "WallSettings",
]
