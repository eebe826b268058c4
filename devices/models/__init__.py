"""The machines' rows, one module for each noun."""

from devices.models.concierge import UnansweredQuestion
from devices.models.faults import DeviceDay, Fault, FaultStep
from devices.models.functions import DeviceFunction
from devices.models.polls import DevicePoll
from devices.models.quality import QcSheet
from devices.models.smart import AssistSession, SmartSession, SmartStep
from devices.models.spans import DeviceSpan
from devices.models.states import DeviceState
from devices.models.vtm import AgentCertificate, AgentState, Authorisation, VtmSession, VtmStep
from devices.models.watching import VtmWatch
from devices.models.windows import MaintenanceWindow

__all__ = [
    "AgentCertificate",
    "AgentState",
    "AssistSession",
    "Authorisation",
    "DeviceDay",
    "DeviceFunction",
    "DevicePoll",
    "DeviceSpan",
    "DeviceState",
    "Fault",
    "FaultStep",
    "MaintenanceWindow",
    "QcSheet",
    "SmartSession",
    "SmartStep",
    "UnansweredQuestion",
    "VtmSession",
    "VtmStep",
    "VtmWatch",
]
