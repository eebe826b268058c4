"""What pages of customers share: language and size, kept in the address, and an address that is a secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache

from queueing.errors.care import CustomerOnly

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """A page for one customer: in no cache and no search engine, its address in no other site's log."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = never_cache(view)(request, *args, **kwargs)
        # Not `no-referrer`: without scripts a browser would post with no origin, and be refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def check_customer(request: HttpRequest) -> None:
    """What a customer does is done by the customer: no credential of staff drives it (N11). Raises CustomerOnly."""
    if request.method == "POST" and (request.user.is_authenticated or "Authorization" in request.headers):
        raise CustomerOnly


def language() -> str:
    """The language that the page is read in."""
    return translation.get_language() or "zh-hans"


@dataclass(frozen=True, slots=True)
class Options:
    """How this customer reads the page; kept in the address, gone with the next customer."""

    language: str
    is_large: bool

    @property
    def query(self) -> str:
        """The address part that keeps them."""
        return self.query_with(self.language, is_large=self.is_large)

    @property
    def other_language(self) -> str:
        """The address part of the same page in the other language."""
        return self.query_with("zh-hans" if self.language == "en" else "en", is_large=self.is_large)

    @property
    def other_size(self) -> str:
        """The address part of the same page in large print, or back."""
        return self.query_with(self.language, is_large=not self.is_large)

    @property
    def context(self) -> dict[str, Any]:
        """What a page draws its two switches from."""
        return {"is_large": self.is_large, "other_language": self.other_language, "other_size": self.other_size}

    @staticmethod
    def query_with(language: str, *, is_large: bool) -> str:
        """The query of a language and size."""
        return "?" + urlencode({"lang": language, **({"text": "large"} if is_large else {})})


def options_of(request: HttpRequest) -> Options:
    """Read them from a request."""
    return Options(language(), request.GET.get("text") == "large")
