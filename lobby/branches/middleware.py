"""Middleware of the ground floor: database outage, language, device cookie."""

from __future__ import annotations

import sys
from collections.abc import Callable

import structlog
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.views import defaults

from lobby.branches import keys
from lobby.branches.errors import Fault, LobbyError, Unavailable
from lobby.branches.models import Device
from lobby.branches.outages import is_outage

GetResponse = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(__name__)

DEVICE_COOKIE = "lobby_device"


class DatabaseUnavailable:
    """Turn a lost database into a clean 503 and a refusal on a page into its own answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals and outages that a view lets through."""
        if is_outage(exception):
            return unavailable(request)
        return answer(request, exception) if isinstance(exception, LobbyError) else None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Drop the broken connection and answer 503."""
    log.warning("database_unavailable", path=request.path, exc_info=True)
    connection.close()
    response = answer(request, Unavailable())
    response["Retry-After"] = "2"
    if request.method == "GET":
        response["Refresh"] = "5"  # nobody stands at a wall to press "try again"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: Django turns what a middleware raises into its answer, and a lost database is not a fault of ours.

    The session and the person are read late, some of them only by a middleware on the way out.
    """
    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    return answer(request, Fault()) if wants_json(request) else defaults.server_error(request)


def answer(request: HttpRequest, refusal: LobbyError) -> HttpResponse:
    """A refusal as JSON for programs and scripts, as a page for people."""
    if wants_json(request):
        return JsonResponse({"code": refusal.code, "detail": refusal.detail}, status=refusal.status)
    page = refusal.status if refusal.status in {400, 403, 404, 409, 503} else 409
    return render(request, f"lobby/{page}.html", {"refusal": refusal}, status=refusal.status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a program or a page's script rather than a person's address bar."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", "")


class Language:
    """Language of a page: `?lang=` of unattended screens, the cookie, else Chinese; never the browser's guess."""

    KNOWN = {"zh-hans": "zh-hans", "zh": "zh-hans", "en": "en"}

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wished = request.GET.get("lang") or request.COOKIES.get("django_language") or ""
        if request.path.startswith("/api/"):
            wished = request.headers.get("Accept-Language", "")[:2] or wished
        language = self.KNOWN.get(wished.lower(), "zh-hans")
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class DeviceCookie:
    """`request.device`: the device whose key this browser carries in its cookie, or None."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.device = SimpleLazyObject(lambda: device_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def device_of(request: HttpRequest) -> Device | None:
    """Find the device of the cookie (1 query when there is one)."""
    secret = request.COOKIES.get(DEVICE_COOKIE, "")
    key = keys.find_key(secret) if secret else None
    return key.device if key else None
