"""The addresses of customers' pages, told by answers."""

from __future__ import annotations

from urllib.parse import urljoin

from django.http import HttpRequest
from django.urls import reverse
from rest_framework.request import Request


def pages_of(request: Request | HttpRequest) -> str:
    """The address under which customers' ticket pages lie."""
    return f"{request.scheme}://{request.get_host()}/t/"


def page_beside(pages: str, name: str, token: str) -> str:
    """The address of another page of a customer's, by its URL name and secret."""
    return urljoin(pages, reverse(f"queueing:{name}", args=[token]))
