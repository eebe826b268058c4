"""What outages look like in the API: what it answers and what it takes."""

from __future__ import annotations

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Flag, Text, Whole
from lobby.branches.api.moments import Moment
from lobby.branches.enums import Channel
from lobby.floor.enums.outages import OutageScope, OutageStatus
from queueing.api.bodies import service_code
from queueing.api.shapes import Shape
from queueing.enums.outages import OfferStatus

MOST_TICKETS = 500


class OutageShape(Shape):
    """An outage; `services` are codes of what is affected."""

    id = IntegerField()
    incident = IntegerField()
    status = ChoiceField(OutageStatus.choices)
    is_drill = BooleanField()
    scope = ChoiceField(OutageScope.choices)
    channel = CharField(allow_null=True)
    services = serializers.ListField(child=CharField())
    notice = CharField(help_text="Code of the approved message that screens show")
    explainer = CharField(help_text="User name")
    since = DateTimeField()
    expected_at = DateTimeField(allow_null=True)
    ended_at = DateTimeField(allow_null=True)


class ElsewhereLineShape(Shape):
    """The wait of somebody who would come now."""

    service = CharField()
    waiting = IntegerField(min_value=0)
    p50_s = IntegerField(min_value=0)
    p90_s = IntegerField(min_value=0)


class ElsewhereShape(Shape):
    """An open branch that serves what has failed here."""

    branch = CharField()
    lines = ElsewhereLineShape(many=True)


class OutageNowShape(Shape):
    """What runs at a branch, and where customers can go meanwhile."""

    outages = OutageShape(many=True)
    alternatives = ElsewhereShape(many=True)


class OfferShape(Shape):
    """What one ticket is offered."""

    id = IntegerField()
    ticket = IntegerField()
    status = ChoiceField(OfferStatus.choices)
    branch = CharField()
    service = CharField()
    slot = DateTimeField()
    appointment = IntegerField(allow_null=True)
    code = CharField(allow_null=True, help_text="What the customer enters at the kiosk then")


class RebookingShape(Shape):
    """Offers made together."""

    id = IntegerField()
    expires_at = DateTimeField()
    offers = OfferShape(many=True)


class OutageBody(Body):
    """What has failed, what is told, who explains."""

    scope = Choice(OutageScope.choices)
    channel = Choice(Channel.choices, required=False, help_text="For one channel")
    services = serializers.ListField(child=service_code(), max_length=50, default=list, help_text="For some services")
    notice = Text(max_length=40, default="screen-outage")
    explainer = Text(max_length=150, help_text="User name")
    expected_at = Moment(required=False, help_text="Left out: not known")


class DeclareOutageBody(OutageBody):
    """The same with what is said once."""

    since = Moment(required=False, help_text="Left out: now")
    note = Text(max_length=300, required=False)
    drill = Flag(default=False)


class RebookBody(Body):
    """What to offer to whom."""

    branch = Text(max_length=20, required=False, help_text="Code of another branch; left out: a later time here")
    minutes = Whole(min_value=5, max_value=120, default=15)
    tickets = serializers.ListField(
        child=Whole(min_value=1, max_value=MAX_BIGINT),
        max_length=MOST_TICKETS,
        required=False,
        help_text="Left out: everybody who waits",
    )
