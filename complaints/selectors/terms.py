"""The terms that count for a complaint."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from complaints.errors.cases import NoTerms
from complaints.models import ComplaintTerms


def in_force(at: dt.datetime) -> ComplaintTerms:
    """The bank's terms at a moment, by the date at its head office (1 query). Raises NoTerms before the first row."""
    rows = ComplaintTerms.objects.filter(effective_from__lte=timezone.localdate(at))
    found = rows.order_by("-effective_from").first()
    if found is None:
        raise NoTerms
    return found
