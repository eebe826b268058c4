"""How often the customers' pages may be read and written, for each network address and each page."""

from __future__ import annotations

import time

from django.http import HttpRequest

from complaints.errors.pages import TooManyCalls
from lobby.branches.api.throttles import Limiter

# A hall full of phones may share one address; nobody guesses 192 bits at this rate.
reading = Limiter("240/min")
writing = Limiter("20/min")


def check_reading(request: HttpRequest) -> None:
    """Before anything is looked up, so that known and unknown addresses are refused alike. Raises TooManyCalls."""
    if reading.take(f"receipt:{request.META.get('REMOTE_ADDR', '')}", time.monotonic()):
        raise TooManyCalls


def check_writing(name: str) -> None:
    """For one page. Raises TooManyCalls."""
    if writing.take(name, time.monotonic()):
        raise TooManyCalls
