"""The terms that count for marketing."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from marketing.models import MarketingTerms


def in_force(at: dt.datetime) -> MarketingTerms:
    """The bank's terms at a moment, by the date at its head office (1 query); before the first row what the product ships."""
    rows = MarketingTerms.objects.filter(effective_from__lte=timezone.localdate(at))
    return rows.order_by("-effective_from").first() or MarketingTerms(effective_from=dt.date.min)
