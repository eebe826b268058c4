"""The same news by HTTP, and what operators ask a web process."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from lobby.branches.errors import Locked
from lobby.live import catching_up, doors, partitions


@never_cache
@require_safe
def screen_news(request: HttpRequest, screen: str) -> HttpResponse:
    """`GET /live/<screen>/?branch=&since=`: the frame that a socket would have sent, for browsers without one."""
    try:
        admission = doors.admit(request, screen)
    except doors.Refused as refusal:
        return locked() if refusal.is_locked else refused(refusal.status)
    frame = catching_up.answer(admission, timezone.now())
    return HttpResponse(frame, content_type="application/json")


def refused(status: int) -> JsonResponse:
    """The refusal of a screen as JSON."""
    codes = {400: "invalid", 401: "not_signed_in", 403: "forbidden", 404: "not_found"}
    return JsonResponse({"code": codes[status], "detail": _("This screen is not open to you.")}, status=status)


def locked() -> JsonResponse:
    """The refusal of a screen whose session waits for the password."""
    refusal = Locked()
    return JsonResponse({"code": refusal.code, "detail": refusal.detail}, status=refusal.status)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else, so that a lost database does not restart web processes."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: 503 without a database. `alarms` names what an operator must look after."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    alarms = [] if partitions.months_ahead(at=timezone.now()) else ["journal_partitions"]
    return JsonResponse({"status": "ready", "alarms": alarms})


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics of this process, for `INTERNAL_NETWORKS` only; anybody else finds nothing."""
    if not is_internal(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def is_internal(address: str) -> bool:
    """Whether an address lies in the networks that may read metrics."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(network) for network in settings.INTERNAL_NETWORKS)
