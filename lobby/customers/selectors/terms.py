"""Which terms hold at a moment."""

from __future__ import annotations

import calendar
import datetime as dt

from lobby.customers.models import AssessmentTerms, CardTerms


def assessment_terms(at: dt.datetime) -> AssessmentTerms:
    """Terms of assessments; what the law says where the bank has set nothing (1 query)."""
    found = AssessmentTerms.objects.filter(effective_from__lte=at.date()).order_by("-effective_from").first()
    return found or AssessmentTerms(effective_from=at.date())


def card_terms(at: dt.datetime) -> CardTerms:
    """How long personal data is kept; what we ship where the bank has set nothing (1 query)."""
    found = CardTerms.objects.filter(effective_from__lte=at.date()).order_by("-effective_from").first()
    return found or CardTerms(effective_from=at.date())


def months_after(date: dt.date, months: int) -> dt.date:
    """The same day some months later, the month's last where it has none."""
    years, month = divmod(date.month - 1 + months, 12)
    year = date.year + years
    return date.replace(year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1]))


def forgotten_until(at: dt.datetime) -> dt.date:
    """Whoever left on this day or before is forgotten (1 query)."""
    return months_after(at.date(), -12 * card_terms(at).kept_years)
