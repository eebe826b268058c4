"""What the calls take."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from lobby.branches.api.bodies import MAX_BIGINT, Body, Choice, Flag, QueryWhole, Text, Whole
from lobby.branches.enums import Channel
from queueing.enums import Outcome, PauseReason, ReturnReason, Source, TicketStatus, Trait

LANGUAGE = RegexValidator(r"^[a-z]{2,3}(-[a-z]{2,6})?$")
# Appointments and replayed days have ways of their own in.
SOURCES = [choice for choice in Source.choices if choice[0] not in {Source.APPOINTMENT, Source.REPLAY}]
OUTCOMES = [choice for choice in Outcome.choices if choice[0] != Outcome.UNKNOWN]


def service_code(**options: Any) -> Text:
    """A field for the code of a service."""
    return Text(max_length=20, help_text="Code of a service of the branch", **options)


def reason(**options: Any) -> Text:
    """A field for a reason in words."""
    return Text(max_length=120, help_text="Why, for the journal", **options)


class TicketQuery(Body):
    """Which tickets of today are listed."""

    status = Choice(
        TicketStatus.choices, default=TicketStatus.WAITING, help_text="`waiting` and `returned` both list the queue"
    )
    limit = QueryWhole(min_value=1, max_value=2000, default=2000)


class IssueBody(Body):
    """A number is wished. VIP cannot be: it comes from the customer's level alone."""

    service = service_code()
    traits = serializers.ListField(child=Choice(Trait.choices), max_length=10, default=list)
    source = Choice(  # type: ignore[assignment]
        SOURCES, default=Source.API, help_text="A kiosk's key always issues as `kiosk`"
    )
    customer = Text(
        max_length=40, allow_null=True, default=None, help_text="The core system's number of a known customer"
    )
    language = Text(max_length=10, validators=[LANGUAGE], required=False, help_text="What the customer speaks")
    appointment = Whole(
        min_value=1, max_value=MAX_BIGINT, allow_null=True, default=None, help_text="Id of the appointment to check in"
    )


class FinishBody(Body):
    """How the service ended."""

    outcome = Choice(OUTCOMES, default=Outcome.COMPLETED)
    services_done = serializers.ListField(
        child=Text(max_length=20), max_length=10, default=list, help_text="Codes; empty = the ticket's own service"
    )
    quantity = Whole(min_value=1, max_value=999, default=1, help_text="Transactions in this service")


class ReturnBody(Body):
    """What the customer has to complete."""

    reason = Choice(ReturnReason.choices)


class TransferBody(Body):
    """At least one of the three; a counter or person must be able to serve the service."""

    service = service_code(required=False)
    counter = Text(max_length=20, required=False, help_text="Code of a counter of the branch")
    person = Text(max_length=40, required=False, help_text="User name of a member of staff")


class DivertBody(Body):
    """Which device; elderly and counter-preferring customers go only at their own wish."""

    channel = Choice(Channel.choices)
    own_wish = Flag(default=False)


class LeaveBody(Body):
    """The customer left."""

    reason = reason(default="left")


class CancelBody(Body):
    """The ticket is taken out."""

    reason = reason()


class NoteBody(Body):
    """A note for colleagues."""

    text = Text(max_length=500)


class PauseBody(Body):
    """Why the counter pauses."""

    reason = Choice(PauseReason.choices)


class EndBody(Body):
    """Why somebody else's session is ended."""

    reason = reason()


class CallBody(Body):
    """A certain ticket, out of order."""

    ticket = Whole(min_value=1, max_value=MAX_BIGINT, help_text="Id of a waiting ticket of today")
    reason = reason()


class ServeBody(Body):
    """Somebody stands at the counter without a number."""

    service = service_code()
    language = Text(max_length=10, validators=[LANGUAGE], default="zh-hans")
