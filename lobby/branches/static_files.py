"""Serving static files without slowing every other request."""

from __future__ import annotations

from typing import Any, NoReturn

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from servestatic.middleware import ServeStaticMiddleware

from lobby.branches.middleware import GetResponse


async def no_page(request: HttpRequest) -> NoReturn:
    """ServeStatic is only asked for files that it has."""
    raise AssertionError(request.path)


class StaticFiles:
    """ServeStatic for the files it knows, and nothing for all other requests.

    Its own middleware is asynchronous only: under WSGI Django would run each request through an event loop and back,
    which took a third of the processor time of an API call.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.files: Any = ServeStaticMiddleware(no_page)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        file = self.files.files.get(request.path_info)
        if file is None:
            return self.get_response(request)
        response: HttpResponse = async_to_sync(self.files.aserve)(file, request)
        return response
