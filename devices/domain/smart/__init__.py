"""Sessions at smart counters: five fixed steps by the customer, the ways out, rest and wipe, and helping there."""

from devices.domain.smart.ending import abort, break_off, fault, hand_over, leave
from devices.domain.smart.resting import ask_help, touch
from devices.domain.smart.starting import start
from devices.domain.smart.stepping import answer, back, choose, confirm, identify, submit

__all__ = [
    "abort",
    "answer",
    "ask_help",
    "back",
    "break_off",
    "choose",
    "confirm",
    "fault",
    "hand_over",
    "identify",
    "leave",
    "start",
    "submit",
    "touch",
]
