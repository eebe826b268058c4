"""Pages with a picture: where their scripts post to, and the header that lets them use camera and microphone."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from lobby.branches.permissions_policy import HEADER

# Every other page of the product says that it has neither.
POLICY = "camera=(self), microphone=(self)"


def with_camera(response: HttpResponse) -> HttpResponse:
    """Let this page alone use camera and microphone."""
    response[HEADER] = POLICY
    return response


def media_root() -> dict[str, str]:
    """The address below which every session has its signals, for pages that learn the session's number later."""
    return {"media_root": reverse("devices:vtm-signal", args=[0]).removesuffix("0/signal/")}
