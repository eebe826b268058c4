"""Models of the queue."""

from queueing.models.announcements import Announcement, WallSettings
from queueing.models.learning import ServiceStats
from queueing.models.sessions import CounterSession
from queueing.models.simulation import SimulationRun
from queueing.models.tickets import NumberSeries, Ticket, TicketNote
from queueing.models.triage import ChannelStats, GuidedOnce, RoutingDecision
from queueing.models.visits import Visit

__all__ = [
    "Announcement",
    "ChannelStats",
    "CounterSession",
    "GuidedOnce",
    "NumberSeries",
    "RoutingDecision",
    "ServiceStats",
    "SimulationRun",
    "Ticket",
    "TicketNote",
    "Visit",
    "WallSettings",
]
