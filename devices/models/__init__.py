"""The machines' rows, one module for each noun."""

from devices.models.faults import DeviceDay, Fault, FaultStep
from devices.models.functions import DeviceFunction
from devices.models.polls import DevicePoll
from devices.models.spans import DeviceSpan
from devices.models.states import DeviceState
from devices.models.windows import MaintenanceWindow

__all__ = [
    "DeviceDay",
    "DeviceFunction",
    "DevicePoll",
    "DeviceSpan",
    "DeviceState",
    "Fault",
    "FaultStep",
    "MaintenanceWindow",
]
