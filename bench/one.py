"""The product's addresses and one more: a view that asks SELECT 1, as the floor of every page."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def select_1(request: HttpRequest) -> HttpResponse:
    """Through the same middleware, for the same person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        (number,) = cursor.fetchone()
    return HttpResponse(f"{number} {request.user}")


urlpatterns = [path("select-1/", select_1), path("", include("lobby.config.urls"))]
