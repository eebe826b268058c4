"""`POST /tickets/{id}/rating/`: the customer's mark, once for each ticket."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateTimeField, IntegerField

from complaints.access.ratings import ticket_to_rate
from complaints.domain import ratings
from complaints.enums.ratings import (
    BY_STAFF,
    COMMENT_LENGTH,
    HIGHEST,
    LOWEST,
    NPS_HIGHEST,
    RatingSource,
)
from complaints.models import Rating
from lobby.branches.api.bodies import Body, Choice, Text, Whole
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import moment
from lobby.live.posting import Call, PostView

Shape = serializers.Serializer[Any]


class RatingBody(Body):
    """A mark, and what may be said beside it."""

    score = Whole(min_value=LOWEST, max_value=HIGHEST)
    nps = Whole(
        min_value=0, max_value=NPS_HIGHEST, required=False, allow_null=True, help_text="Would recommend the bank"
    )
    comment = Text(max_length=COMMENT_LENGTH, required=False, help_text="The customer's own words; kept encrypted")
    asked_by = Choice(
        choices=[(source.value, source.label) for source in BY_STAFF],
        required=False,
        help_text="How staff asked the customer; devices leave it out",
    )


class RatingShape(Shape):
    """A rating. Words are never read back here."""

    id = IntegerField()
    ticket = IntegerField()
    number = CharField()
    score = IntegerField(min_value=LOWEST, max_value=HIGHEST)
    nps = IntegerField(min_value=0, max_value=NPS_HIGHEST, allow_null=True)
    source = ChoiceField(RatingSource.choices)  # type: ignore[assignment]
    has_comment = BooleanField()
    needs_recovery = BooleanField(help_text="Low: the lobby manager has been given a task")
    given_at = DateTimeField()


class TicketRating(PostView):
    """Rate a ticket that was served.

    A kiosk rates tickets of its branch, an evaluator those of its counter, staff who call customers back what they were
    told. Refused with 409 `already_rated`, `not_served`, `rating_closed`, `not_at_this_counter`; 403 `own_service`.
    """

    about = "ratings"
    operation = "ticket-rate"
    body = RatingBody
    answers = {201: RatingShape}

    def act(self, call: Call, ticket_id: int) -> Answer:
        """Fetch, rate, answer."""
        said = dict(call.values)
        asked_by = said.pop("asked_by", None)
        ticket, source = ticket_to_rate(call.person, ticket_id)
        if asked_by and source in BY_STAFF:
            source = RatingSource(asked_by)
        return Answer(201, rating_answer(ratings.give(ticket, by=call.by, at=call.at, source=source, **said)))


def rating_answer(rating: Rating) -> dict[str, Any]:
    """A rating as JSON."""
    return {
        "id": rating.pk,
        "ticket": rating.ticket_id,
        "number": rating.number,
        "score": rating.score,
        "nps": rating.nps,
        "source": rating.source,
        "has_comment": bool(rating.comment),
        "needs_recovery": rating.is_to_recover,
        "given_at": moment(rating.given_at),
    }
