"""The kiosk: choose a service, perhaps answer one question, get a number, read and print the slip."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.access import Person
from lobby.branches.answers import done, invalid
from lobby.branches.api.idempotency import Answer, first_answer
from lobby.branches.calendar import local
from lobby.branches.devices import device_and_viewer, pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Device
from lobby.live import journal
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing import customer_pages
from queueing.domain.issuing import issue
from queueing.enums import CARE_TRAITS, Source, TicketStatus, Trait
from queueing.enums.triage import MACHINES, OverrideReason
from queueing.errors import AlreadyWaiting
from queueing.errors.walls import AskReception, KioskResting
from queueing.forms.kiosk import TakeNumber
from queueing.kiosk_guests import known_by_token
from queueing.selectors.eforms import papers_of
from queueing.selectors.kiosk import condition_of, ticket_of_today
from queueing.selectors.lines import minutes_of, refusal, today
from queueing.slips import next_steps, page_address, prints_large, qr_code
from queueing.triage import words
from queueing.triage.advice import Advice, advise
from queueing.triage.routes import Route, opened, route_of
from queueing.views.customers import language, options_of

ONE_FLOW_ONE_TICKET = "kiosk"
# Less than this is not worth a question, whatever margin a branch has set.
LEAST_SOONER_S = 60


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
    context = {
        "flow": secrets.token_urlsafe(16),
        "care": care,
        "is_start": not request.GET,
        "who": request.GET.get("who", ""),
        "known": known_by_token(device, request.GET.get("who", "")),
        "more": customer_pages.kiosk_links(device),
    }
    return render(request, "queueing/kiosk/services.html", {**page_of(request, device, timezone.now()), **context})


@never_cache
@require_POST
def take_number(request: HttpRequest, code: str) -> HttpResponse:
    """Issue a ticket, or ask first where a machine is clearly sooner.

    The same flow gets the same ticket however often it is pressed. Raises KioskResting, AskReception, and what `issue`
    raises.
    """
    device, viewer = kiosk_of(request, code)
    if condition_of(device.pk).rests:
        raise KioskResting
    form = TakeNumber(request.POST, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    at, chosen = timezone.now(), form.cleaned_data
    offer = offer_to(device, chosen, at=at)
    if offer is not None:
        asked = {
            "flow": chosen["flow"],
            "service": chosen["service"].code,
            "advice": offer.token,
            "who": chosen.get("who", ""),
        }
        address = reverse("queueing:kiosk-offer", args=[device.code])
        return done(request, redirect=f"{address}{options_of(request).query}&{urlencode(asked)}")
    token = issue_once(device, viewer, chosen, at=at)
    address = reverse("queueing:kiosk-ticket", args=[device.code, token])
    return done(request, redirect=address + options_of(request).query)


def offer_to(kiosk: Device, chosen: dict[str, Any], *, at: dt.datetime) -> Advice | None:
    """A machine worth one question: clearly sooner, and usable without company (0–10 queries).

    Never for somebody who asked for care, never a second time, and not while no number would be given anyway.
    """
    service = chosen["service"]
    if chosen["traits"] or chosen["choice"] or not set(service.channels) & set(MACHINES):
        return None
    if refusal(kiosk.branch, today(kiosk.branch, at=at), service, at):
        return None
    found = advise(kiosk.branch, service, at=at, accompanied=False)
    is_clear = found.sooner_s is not None and found.sooner_s >= max(found.case.margin_s, LEAST_SOONER_S)
    return found if is_clear else None


@never_cache
@require_GET
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """The one question: a machine that is sooner, or the counter. Raises NotFound, AdviceExpired."""
    device, _viewer = kiosk_of(request, code)
    form = TakeNumber(request.GET, branch=device.branch)
    if not form.is_valid():
        raise NotFound
    asked = form.cleaned_data
    advice = opened(asked["advice"], branch=device.branch, service=asked["service"])
    if advice["recommended"] not in MACHINES:
        raise NotFound
    ends = {one["channel"]: one["wait_s"] + one["service_s"] for one in advice["options"]}
    channel, people = advice["recommended"], min(set(ends) - set(MACHINES), key=lambda one: ends[one])
    device_id = next(one["device_id"] for one in advice["options"] if one["channel"] == channel)
    context = {
        "flow": asked["flow"],
        "service": asked["service"],
        "advice": asked["advice"],
        "who": asked["who"],
        "channel": channel,
        "people": people,
        "device": Device.objects.get(pk=device_id),
        "sooner": max(1, (ends[people] - ends[channel]) // 60),
        "machine_minutes": words.minutes(ends[channel]),
        "counter_minutes": words.minutes(ends[people]),
    }
    return render(request, "queueing/kiosk/offer.html", {**page_of(request, device, timezone.now()), **context})


def route_for(kiosk: Device, chosen: dict[str, Any]) -> Route | None:
    """The answer to the question, None where none was asked. Raises AdviceExpired, UnknownOption."""
    if not chosen.get("choice"):
        return None
    advice = opened(chosen["advice"], branch=kiosk.branch, service=chosen["service"])
    return route_of(advice, chosen["choice"], override=OverrideReason.CUSTOMER_WISH)


def issue_once(kiosk: Device, viewer: Person, chosen: dict[str, Any], *, at: dt.datetime) -> str:
    """The page token of the flow's one ticket. Raises what `issue` raises; a refused press may be made again."""

    known = known_by_token(kiosk, chosen.get("who", ""))

    def work() -> Answer:
        ticket = issue(
            kiosk.branch,
            by=viewer.actor,
            at=at,
            service=chosen["service"],
            source=Source.KIOSK,
            traits=[Trait(trait) for trait in chosen["traits"]],
            language=language(),
            route=route_for(kiosk, chosen),
            customer=known.customer if known else None,
            known_by=known.way if known else "",
        )
        return Answer(201, {"token": ticket.page_token})

    try:
        with journal.unit(by=viewer.actor, at=at):
            answer = first_answer(f"kiosk:{kiosk.pk}", chosen["flow"], ONE_FLOW_ONE_TICKET, work, at=at)
    except AlreadyWaiting as refusal:
        # Whoever types somebody's number does not learn that they are here.
        raise AskReception from refusal
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
    branch, condition = device.branch, condition_of(device.pk)
    context = {
        "ticket": ticket,
        "condition": condition,
        "minutes": None if ticket.quoted_p50_s is None else minutes_of(ticket.quoted_p50_s),
        "is_at_machine": ticket.status == TicketStatus.DIVERTED,
        "issued": f"{local(branch, ticket.issued_at):%Y-%m-%d %H:%M}",
        "steps": next_steps(ticket),
        "prints_large": prints_large(ticket),
        "footer": branch.ticket_footer_en if language() == "en" else branch.ticket_footer_zh,
        "qr": qr_code(address),
        "prints_itself": isinstance(viewer, Device) and condition.prints,
        "papers": [
            (paper, reverse("queueing:kiosk-form", args=[code, token, paper.template.pk]) + options_of(request).query)
            for paper in papers_of(ticket)
        ],
    }
    return render(request, "queueing/kiosk/ticket.html", {**page_of(request, device, at), **context})
