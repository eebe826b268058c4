"""The kiosk: choose a service, get a number, read and print the slip."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.access import Person
from lobby.branches.answers import done, invalid
from lobby.branches.api.idempotency import Answer, first_answer
from lobby.branches.calendar import local
from lobby.branches.devices import device_and_viewer, pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Device
from lobby.live import journal
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing.domain.issuing import issue
from queueing.enums import CARE_TRAITS, Source, Trait
from queueing.forms.kiosk import TakeNumber
from queueing.selectors.eforms import papers_of
from queueing.selectors.kiosk import ticket_of_today
from queueing.selectors.lines import minutes_of
from queueing.slips import page_address, qr_code

ONE_FLOW_ONE_TICKET = "kiosk"


@dataclass(frozen=True, slots=True)
class Options:
    """How this customer reads the kiosk; kept in the address, gone with the next customer."""

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

    @staticmethod
    def query_with(language: str, *, is_large: bool) -> str:
        """The query of a language and size."""
        return "?" + urlencode({"lang": language, **({"text": "large"} if is_large else {})})


def options_of(request: HttpRequest) -> Options:
    """Read them from a request."""
    return Options(translation.get_language() or "zh-hans", request.GET.get("text") == "large")


def kiosk_of(request: HttpRequest, code: str) -> tuple[Device, Person]:
    """The kiosk and who stands at it. Raises NotFound, Forbidden."""
    return device_and_viewer(request, code, kind=DeviceKind.KIOSK, permission=Permission.TICKET_ISSUE)


def page_of(request: HttpRequest, kiosk: Device, at: dt.datetime) -> dict[str, Any]:
    """What both kiosk pages need."""
    options = options_of(request)
    audience = Audience(language=options.language, device=kiosk.pk)
    return {**live_page("kiosk", kiosk.branch, audience, at=at), "kiosk": kiosk, "options": options}


@never_cache
@require_GET
@pairs_devices
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """The one question: which service."""
    device, _viewer = kiosk_of(request, code)
    care = [trait for trait in Trait if trait in CARE_TRAITS]
    context = {"flow": secrets.token_urlsafe(16), "care": care, "is_start": not request.GET}
    return render(request, "queueing/kiosk/services.html", {**page_of(request, device, timezone.now()), **context})


@never_cache
@require_POST
def take_number(request: HttpRequest, code: str) -> HttpResponse:
    """Issue a ticket; the same flow gets the same ticket however often it is pressed."""
    device, viewer = kiosk_of(request, code)
    form = TakeNumber(request.POST, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    token = issue_once(device, viewer, form.cleaned_data, at=timezone.now())
    address = reverse("queueing:kiosk-ticket", args=[device.code, token])
    return done(request, redirect=address + options_of(request).query)


def issue_once(kiosk: Device, viewer: Person, chosen: dict[str, Any], *, at: dt.datetime) -> str:
    """The page token of the flow's one ticket. Raises what `issue` raises; a refused press may be made again."""

    def work() -> Answer:
        ticket = issue(
            kiosk.branch,
            by=viewer.actor,
            at=at,
            service=chosen["service"],
            source=Source.KIOSK,
            traits=[Trait(trait) for trait in chosen["traits"]],
            language=translation.get_language() or "zh-hans",
        )
        return Answer(201, {"token": ticket.page_token})

    with journal.unit(by=viewer.actor, at=at):
        answer = first_answer(f"kiosk:{kiosk.pk}", chosen["flow"], ONE_FLOW_ONE_TICKET, work, at=at)
    token: str = answer.body["token"]
    return token


@never_cache
@require_GET
def kiosk_ticket(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The number and what comes next; the same page prints as the slip. Raises NotFound."""
    device, viewer = kiosk_of(request, code)
    at = timezone.now()
    ticket = ticket_of_today(device.branch, token, at=at)
    address = page_address(request, ticket)
    language = translation.get_language() or "zh-hans"
    branch = device.branch
    context = {
        "ticket": ticket,
        "minutes": minutes_of(ticket.quoted_p50_s or 0),
        "issued": f"{local(branch, ticket.issued_at):%Y-%m-%d %H:%M}",
        "documents": ticket.service.documents(language),
        "footer": branch.ticket_footer_en if language == "en" else branch.ticket_footer_zh,
        "qr": qr_code(address),
        "prints_itself": isinstance(viewer, Device),
        "papers": [
            (paper, reverse("queueing:kiosk-form", args=[code, token, paper.template.pk]) + options_of(request).query)
            for paper in papers_of(ticket)
        ],
    }
    return render(request, "queueing/kiosk/ticket.html", {**page_of(request, device, at), **context})
