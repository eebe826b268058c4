"""The terms that count for marketing."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from lobby.branches.prepared import Parameter, Prepared
from marketing.models import MarketingTerms

# Every decision about a prompt asks for them.
NEWEST = Prepared(
    lambda: MarketingTerms.objects.filter(effective_from__lte=Parameter("day")).order_by("-effective_from")[:1]
)


def in_force(at: dt.datetime) -> MarketingTerms:
    """The bank's terms at a moment, by the date at its head office (1 query); before the first row what the product ships."""
    return NEWEST.first(day=timezone.localdate(at)) or MarketingTerms(effective_from=dt.date.min)
