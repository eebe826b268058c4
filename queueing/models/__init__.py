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
from queueing.models.care import (
    CareAction,
    EarlyWarning,
    ThroughputWatch,
    UpsetFlag,
    VisitNote,
    VisitStage,
    WindowHour,
)
from queueing.models.cases import ServiceCase
from queueing.models.eforms import FormInstance, FormTemplate, PrefillToken, Signature
from queueing.models.forecasts import FlowCount, FlowFactor, FlowForecast, FlowState, ForecastError
from queueing.models.learning import ServiceStats, WaitModel
from queueing.models.outages import Rebooking, RebookingOffer
from queueing.models.peak_plans import Helper, PeakPlan, PeakPolicy, PlanStep, ServiceStep
from queueing.models.peaks import PeakRun, PeakTask, PeakWatch, SupportCall, SupportRequest
from queueing.models.prereview import DocCheck, PreReview
from queueing.models.sessions import CounterSession
from queueing.models.simulation import SimulationRun
from queueing.models.tickets import NumberSeries, Ticket, TicketNote
from queueing.models.triage import ChannelStats, GuidedOnce, RoutingDecision
from queueing.models.visits import Visit

__all__ = [
    "Announcement",
    "Appointment",
    "AppointmentNotice",
    "BookingCount",
    "CareAction",
    "ChannelStats",
    "CounterSession",
    "DocCheck",
    "EarlyWarning",
    "FlowCount",
    "FlowFactor",
    "FlowForecast",
    "FlowState",
    "ForecastError",
    "FormInstance",
    "FormTemplate",
    "GuidedOnce",
    "Helper",
    "NumberSeries",
    "PeakPlan",
    "PeakPolicy",
    "PeakRun",
    "PeakTask",
    "PeakWatch",
    "PlanStep",
    "PreReview",
    "PrefillToken",
    "PrepareItem",
    "Rebooking",
    "RebookingOffer",
    "Room",
    "RoutingDecision",
    "ServiceCase",
    "ServiceStats",
    "ServiceStep",
    "Signature",
    "SimulationRun",
    "SlotRule",
    "SupportCall",
    "SupportRequest",
    "ThroughputWatch",
    "Ticket",
    "TicketNote",
    "UpsetFlag",
    "Visit",
    "VisitNote",
    "VisitStage",
    "WaitModel",
    "WallSettings",
    "WindowHour",
]
