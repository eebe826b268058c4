"""Models of the queue."""

from queueing.models.announcements import Announcement, WallSettings
from queueing.models.forecasts import FlowCount, FlowFactor, FlowForecast, FlowState, ForecastError
from queueing.models.learning import ServiceStats
from queueing.models.peak_plans import Helper, PeakPlan, PeakPolicy, PlanStep, ServiceStep
from queueing.models.peaks import PeakRun, PeakTask, PeakWatch, SupportCall
from queueing.models.sessions import CounterSession
from queueing.models.simulation import SimulationRun
from queueing.models.tickets import NumberSeries, Ticket, TicketNote
from queueing.models.visits import Visit

__all__ = [
    "Announcement",
    "CounterSession",
    "FlowCount",
    "FlowFactor",
    "FlowForecast",
    "FlowState",
    "ForecastError",
    "Helper",
    "NumberSeries",
    "PeakPlan",
    "PeakPolicy",
    "PeakRun",
    "PeakTask",
    "PeakWatch",
    "PlanStep",
    "ServiceStats",
    "ServiceStep",
    "SimulationRun",
    "SupportCall",
    "Ticket",
    "TicketNote",
    "Visit",
    "WallSettings",
]
