"""Somebody at the tablet, a customer at the phone, and a ticket that waited."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from complaints.domain.cases import receive
from complaints.enums.cases import ReceiptChannel
from complaints.models import Complaint, ComplaintTerms
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Branch, Service, Staff
from queueing.models import Ticket
from tests import factories

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """Files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def clock(at: dt.datetime) -> Iterator[Any]:
    """The views read `at`; `clock.shift` and `clock.move_to` change it."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def ticket(cash: Service, manager: Staff, at: dt.datetime) -> Ticket:
    """A number that waits since forty minutes."""
    return factories.make_ticket(cash, at - 40 * MINUTE, by=manager)


@pytest.fixture
def complaint(branch: Branch, manager: Staff, ticket: Ticket, terms: ComplaintTerms, at: dt.datetime) -> Complaint:
    """What a customer wrote, received just now."""
    return receive(
        branch,
        by=CUSTOMER,
        at=at,
        channel=ReceiptChannel.PAGE,
        ticket=ticket,
        content="窗口一直没人，内容只给经办看",
        complainant="张小明",
        contact="13900001111",
    )


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """The bytes of a picture."""

    def make(form: str = "JPEG", **options: Any) -> bytes:
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(drawn, form, **options)
        return drawn.getvalue()

    return make


class Phone(Client):
    """A customer's browser: no session, CSRF checked as in real life."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def send(self, page: str, address: str = "", **values: Any) -> HttpResponse:
        """Read a page, then post to one of its addresses."""
        html = self.get(page).content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
        return self.post(address or page, {"csrfmiddlewaretoken": token[1] if token else "", **values})


@pytest.fixture
def phone() -> Phone:
    """The customer's phone."""
    return Phone()
