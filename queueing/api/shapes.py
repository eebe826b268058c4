"""What the calls answer, for the OpenAPI description; `answers.py` writes the same names."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField, ListField

from devices.enums import DeviceStatus
from lobby.branches.enums import DeviceKind
from queueing.enums import Outcome, PauseReason, PriorityClass, SessionStatus, Source, TicketStatus, Trait

Shape = serializers.Serializer[Any]
NOTE = "Why there is no wait, or from when it counts, in the language asked for; null when the seconds say it all"


class WaitShape(Shape):
    """Seconds that half and nine in ten of such customers wait at most."""

    p50_s = IntegerField(min_value=0)
    p90_s = IntegerField(min_value=0)


class TicketShape(Shape):
    """A ticket; `ahead` and `wait` are null when it does not wait, or waits for what no counter offers."""

    id = IntegerField()
    number = CharField()
    branch = CharField()
    service = CharField()
    status = ChoiceField(TicketStatus.choices)
    priority = ChoiceField(PriorityClass.choices)
    traits = ListField(child=ChoiceField(Trait.choices))
    language = CharField()
    source = ChoiceField(Source.choices)  # type: ignore[assignment]
    counter = CharField(allow_null=True, help_text="Code of the counter it is or was called to")
    calls = IntegerField(min_value=0, help_text="First call and recalls of the present turn")
    issued_at = DateTimeField()
    called_at = DateTimeField(allow_null=True)
    started_at = DateTimeField(allow_null=True)
    ended_at = DateTimeField(allow_null=True)
    outcome = ChoiceField(Outcome.choices, allow_null=True)
    ahead = IntegerField(min_value=0, allow_null=True)
    wait = WaitShape(allow_null=True)
    wait_note = CharField(allow_null=True, help_text=NOTE)
    page_url = CharField(help_text="The customer's own page")


class ListedTicketShape(TicketShape):
    """A ticket in a list."""

    why = CharField(allow_null=True, help_text="Why a waiting ticket has its place, in one sentence")


class NewsShape(Shape):
    """One thing that happened to a ticket."""

    seq = IntegerField()
    type = CharField()
    at = DateTimeField()
    by = CharField()
    details = serializers.DictField(child=serializers.JSONField())


class NoteShape(Shape):
    """A staff note."""

    id = IntegerField()
    text = CharField()
    by = CharField()
    at = DateTimeField()


class TicketDetailShape(ListedTicketShape):
    """A ticket with its history; a kiosk reads neither notes nor timeline."""

    notes = NoteShape(many=True)
    timeline = NewsShape(many=True)


class TicketAtCounterShape(Shape):
    """Who is at a counter."""

    id = IntegerField()
    number = CharField()
    status = ChoiceField(TicketStatus.choices)


class CounterShape(Shape):
    """A counter and, unless it is closed, its session."""

    id = IntegerField()
    code = CharField()
    name = CharField()
    zone = CharField()
    services = ListField(child=CharField(), help_text="Codes of what it may serve now: all it offers while closed")
    status = ChoiceField(SessionStatus.choices)
    teller = CharField(allow_null=True)
    opened_at = DateTimeField(allow_null=True)
    paused_at = DateTimeField(allow_null=True)
    pause_reason = ChoiceField(PauseReason.choices, allow_null=True)
    ticket = TicketAtCounterShape(allow_null=True)


class LiveTicketShape(Shape):
    """A number at a counter."""

    number = CharField()
    status = ChoiceField(TicketStatus.choices)


class LiveCounterShape(Shape):
    """A counter without names of people."""

    id = IntegerField()
    code = CharField()
    name = CharField()
    status = ChoiceField(SessionStatus.choices)
    ticket = LiveTicketShape(allow_null=True)


class LiveServiceShape(Shape):
    """The line of a service; `wait` is that of somebody joining now, null while it gives no numbers."""

    code = CharField()
    name = CharField()
    waiting = IntegerField(min_value=0)
    longest_wait_s = IntegerField(min_value=0)
    wait = WaitShape(allow_null=True)
    wait_note = CharField(allow_null=True, help_text=NOTE)


class LiveDeviceShape(Shape):
    """A device of the branch."""

    code = CharField()
    kind = ChoiceField(DeviceKind.choices)
    name = CharField()
    in_use = BooleanField(help_text="Not taken out of service")
    status = ChoiceField(DeviceStatus.choices, help_text="State of a machine; `available` when never reported")
    services = ListField(child=CharField(), help_text="Codes of what a machine can do for a customer now")


class LiveAlertShape(Shape):
    """An alert that is not resolved."""

    id = IntegerField()
    kind = CharField()
    status = CharField()
    text = CharField()
    raised_at = DateTimeField()


class LiveShape(Shape):
    """The branch at one moment; follow the socket from `seq` on. A wall reads no alerts."""

    seq = IntegerField(min_value=0)
    at = DateTimeField()
    counters = LiveCounterShape(many=True)
    services = LiveServiceShape(many=True)
    devices = LiveDeviceShape(many=True)
    alerts = LiveAlertShape(many=True)
