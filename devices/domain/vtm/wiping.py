"""Personal data of video sessions is wiped when its time is over (R11); what was done and when stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from devices.models.vtm import Authorisation, VtmSession

# What nobody signed is no evidence; what was signed is kept as long as it may be disputed at the branch.
UNSIGNED_KEPT = dt.timedelta(days=30)
SIGNED_KEPT = dt.timedelta(days=365)
AT_ONCE = 500
NOTHING = {"typed": "{}", "document_tail": "", "signature": "", "end_text": ""}


def sweep_wiped(*, at: dt.datetime, limit: int = AT_ONCE) -> int:
    """Wipe what is due; returns how many sessions. Run twice it does nothing the second time (3 statements)."""
    over = Q(ended_at__lte=at - SIGNED_KEPT) | Q(ended_at__lte=at - UNSIGNED_KEPT, signed_at__isnull=True)
    due = VtmSession.objects.filter(over, wiped_at__isnull=True).order_by("ended_at").values_list("pk", flat=True)
    with transaction.atomic():
        wiped = list(due[:limit])
        Authorisation.objects.filter(session__in=wiped).update(note="", reason="")
        return VtmSession.objects.filter(pk__in=wiped, wiped_at__isnull=True).update(**NOTHING, wiped_at=at)
