"""What state each machine was in, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from devices.models.spans import DeviceSpan
from lobby.branches.models import Device


def spans(devices: Iterable[Device | int], since: dt.datetime, until: dt.datetime) -> QuerySet[DeviceSpan]:
    """The spans of machines that touch a time, oldest first for each; the first and last reach beyond it."""
    touching = Q(ends_at__isnull=True) | Q(ends_at__gt=since)
    found = DeviceSpan.objects.filter(touching, device__in=devices, starts_at__lt=until)
    return found.order_by("device", "starts_at", "pk")
