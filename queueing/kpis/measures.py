"""The wait as several figures of the queue measure it."""

from __future__ import annotations

from django.db.models import Aggregate, F, FloatField, Value
from django.db.models.functions import Coalesce, Greatest

from lobby.kpi.measures import seconds

# The wait ends with the first call, else when the customer let others go first or left. The part that a called
# customer had asked for is known as `customer_pause_s`.
WAIT_ENDED_AT = Coalesce("first_called_at", "postponed_at", "ended_at")
WAIT_S = Greatest(Value(0.0), seconds(WAIT_ENDED_AT - F("issued_at")) - F("customer_pause_s"))


class Median(Aggregate):
    """The middle value of a group, of an even number the mean of the middle two."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()
    allow_distinct = False
