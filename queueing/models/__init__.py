"""Models of the queue."""

from queueing.models.announcements import Announcement, WallSettings
from queueing.models.cases import ServiceCase
from queueing.models.eforms import FormInstance, FormTemplate, PrefillToken, Signature
from queueing.models.learning import ServiceStats
from queueing.models.prereview import DocCheck, PreReview
from queueing.models.sessions import CounterSession
from queueing.models.simulation import SimulationRun
from queueing.models.tickets import NumberSeries, Ticket, TicketNote
from queueing.models.visits import Visit

__all__ = [
    "Announcement",
    "CounterSession",
    "DocCheck",
    "FormInstance",
    "FormTemplate",
    "NumberSeries",
    "PreReview",
    "PrefillToken",
    "ServiceCase",
    "ServiceStats",
    "Signature",
    "SimulationRun",
    "Ticket",
    "TicketNote",
    "Visit",
    "WallSettings",
]
