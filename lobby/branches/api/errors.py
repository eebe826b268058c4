"""Every error of the API is `{"code", "detail"}`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

from lobby.branches.errors import Invalid, LobbyError

CODES = {400: "invalid", 401: "not_authenticated", 403: "forbidden", 404: "not_found", 405: "method_not_allowed"}
CODES |= {406: "not_acceptable", 413: "too_large", 415: "unsupported_media_type", 429: "throttled", 503: "unavailable"}
MOST_DETAIL = 300
MISSING = {"required", "blank", "null"}


class InvalidField(Invalid):
    """One field of the body is missing (`reason_missing`) or wrong (`invalid`)."""

    def __init__(self, field: str, problems: Any) -> None:
        super().__init__(reason=f"{field}: {printable(flatten(problems))}")
        is_missing = isinstance(problems, list) and getattr(problems[0], "code", "") in MISSING
        self.code = f"{field}_missing" if is_missing else "invalid"


def printable(text: str) -> str:
    """A text that can be sent: messages quote what came, however long, and half of a surrogate pair has no UTF-8."""
    return text[:MOST_DETAIL].encode("utf-8", "replace").decode()


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer refusals and DRF's own errors; None lets Django answer 500 (or the outage middleware 503)."""
    if isinstance(error, LobbyError):
        return Response({"code": error.code, "detail": error.detail, **error.extra}, status=error.status)
    response = drf_handler(error, context)
    if response is None:
        return None
    response.data = {"code": code_of(error, response.status_code), "detail": flatten(response.data)}
    return response


def code_of(error: Exception, status: int) -> str:
    """The stable word of an error."""
    if isinstance(error, Http404 | PermissionDenied) or not isinstance(error, exceptions.APIException):
        return CODES.get(status, "refused")
    return CODES.get(status, str(error.default_code))


def flatten(data: Any) -> str:
    """One readable line out of DRF's nested error lists."""
    if isinstance(data, dict):
        if set(data) == {"detail"}:
            return str(data["detail"])
        return "; ".join(f"{field}: {flatten(value)}" for field, value in data.items())
    if isinstance(data, list):
        return " ".join(flatten(value) for value in data)
    return str(data)
