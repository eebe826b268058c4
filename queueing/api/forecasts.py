"""The flow forecast, with the counters advised for it, and what people say of a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import CharField, ChoiceField, DateField, DateTimeField, FloatField, IntegerField

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import Body, Choice, QueryWhole, Text, checked
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.moments import moment
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import FIRST, LAST, business_date, day_bounds
from lobby.branches.enums import Permission
from lobby.live.posting import Call, PostView
from queueing.api.shapes import Shape
from queueing.domain.flow.factors import AHEAD_DAYS, LEAST, MOST, clear_factor, set_factor
from queueing.enums.forecasts import FlowCause
from queueing.models import FlowFactor
from queueing.selectors import staffing
from queueing.selectors.forecasts import Slot, factors_from, slots


class Day(DateField):
    """A date written as 2026-03-10."""

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)

    def to_internal_value(self, value: Any) -> dt.date:
        """Refuse what is not text."""
        if not isinstance(value, str):
            self.fail("invalid", format="YYYY-MM-DD")
        date: dt.date = super().to_internal_value(value)
        return date


class Fraction(FloatField):
    """A number, not text that looks like one."""

    def to_internal_value(self, data: Any) -> float:
        """Refuse strings and booleans."""
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class ForecastQuery(Body):
    """Which business days are told; nothing means from today on."""

    days = QueryWhole(min_value=1, max_value=AHEAD_DAYS, default=AHEAD_DAYS)

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that a class could have."""
        start = Day(required=False, help_text="First business day, 2026-03-10; without it today")
        return {"from": start, **super().get_fields()}


class FactorBody(Body):
    """What changes a day's arrivals."""

    date = Day()
    cause = Choice(FlowCause.choices)
    factor = Fraction(
        min_value=LEAST,
        max_value=MOST,
        required=False,
        allow_null=True,
        help_text="Without it what the cause usually does",
    )
    note = Text(max_length=120, default="", help_text="What was agreed")


class FactorKey(Body):
    """Which factor."""

    date = Day()
    cause = Choice(FlowCause.choices)


class FlowSlotShape(Shape):
    """Customers of one service expected in the half hour from `start`."""

    start = DateTimeField()
    service = CharField()
    p10 = FloatField(min_value=0)
    p50 = FloatField(min_value=0)
    p90 = FloatField(min_value=0)
    mean = FloatField(min_value=0)
    booked = IntegerField(min_value=0, help_text="Those who have an appointment")
    counters = IntegerField(
        min_value=0, allow_null=True, help_text="Counters to keep open that can serve it; null where none are advised"
    )


class FactorShape(Shape):
    """What somebody said of a day."""

    date = DateField()
    cause = ChoiceField(FlowCause.choices)
    factor = FloatField()
    note = CharField()
    by = CharField()
    at = DateTimeField()


class Forecast(ApiView):
    """Expected arrivals by half hour and service, from a business day on; a list ordered by time."""

    about = "forecast"
    operation = "forecast"
    query = ForecastQuery
    answers = {200: FlowSlotShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """Read the newest forecast; past half hours are as they were last forecast."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        # An empty parameter says as little as none.
        given = {name: value for name, value in request.query_params.dict().items() if value}
        wished = checked(ForecastQuery, given)
        first: dt.date = wished.get("from") or business_date(branch, timezone.now())
        if not FIRST <= first <= LAST:
            # Far outside every bank's records, where the calendar itself may end.
            return Response([])
        since = day_bounds(branch, first)[0]
        until = day_bounds(branch, first + dt.timedelta(days=wished["days"] - 1))[1]
        advised = {one.starts_at: one.by_service for one in staffing.advice(branch, since=since, until=until)}
        found = slots(branch, since=since, until=until)
        return Response([slot_answer(slot, advised.get(slot.starts_at, {}).get(slot.service.pk)) for slot in found])


class Factors(PostView):
    """GET: what is said of today and the days after it. POST: say what changes a day; its forecast changes at once."""

    about = "forecast"
    operation = {"GET": "forecast-factor-list", "POST": "forecast-factor-set"}
    body = FactorBody
    answers = {"GET": {200: FactorShape(many=True)}, "POST": {200: FactorShape}}

    def get(self, request: Request, code: str) -> Response:
        """List them by day."""
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        today = business_date(branch, timezone.now())
        return Response([factor_answer(factor) for factor in factors_from(branch, today)])

    def act(self, call: Call, code: str) -> Answer:
        """Set one."""
        branch = branch_for(call.person, code, Permission.ROSTER_EDIT)
        cause = FlowCause(call.values.pop("cause"))
        return Answer(200, factor_answer(set_factor(branch, by=call.by, at=call.at, cause=cause, **call.values)))


class ClearFactor(PostView):
    """Take back what was said of a day."""

    about = "forecast"
    operation = "forecast-factor-clear"
    body = FactorKey
    answers = {204: None}

    def act(self, call: Call, code: str) -> Answer:
        """Clear one; nothing there is no error."""
        branch = branch_for(call.person, code, Permission.ROSTER_EDIT)
        cause = FlowCause(call.values["cause"])
        clear_factor(branch, by=call.by, at=call.at, date=call.values["date"], cause=cause)
        return Answer(204)


def slot_answer(slot: Slot, counters: int | None) -> dict[str, Any]:
    """A half hour of a service."""
    return {
        "start": moment(slot.starts_at),
        "service": slot.service.code,
        **{name: round(getattr(slot, name), 2) for name in ("p10", "p50", "p90", "mean")},
        "booked": slot.booked,
        "counters": counters,
    }


def factor_answer(factor: FlowFactor) -> dict[str, Any]:
    """What somebody said."""
    return {
        "date": factor.date.isoformat(),
        "cause": str(factor.cause),
        "factor": factor.factor,
        "note": factor.note,
        "by": factor.set_by_name,
        "at": moment(factor.set_at),
    }
