"""The customer's pages: book a time, and look after what was booked. No sign-in and no script are needed."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lobby.branches.actors import CUSTOMER
from lobby.branches.api.idempotency import Answer, first_answer
from lobby.branches.calendar import business_date
from lobby.branches.errors import LobbyError, NotFound
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing import calendar_files
from queueing.domain.appointments import arriving, booking, ending, filling, rescheduling
from queueing.domain.appointments.booking import Guest
from queueing.enums.appointments import BookingChannel
from queueing.errors.appointments import CashTooSoon, NoSlot, SlotTaken
from queueing.forms.appointments import BookForm, RescheduleForm
from queueing.models import Appointment
from queueing.panels import booking as offers
from queueing.panels.booking import Wish
from queueing.selectors.appointments import by_token
from queueing.selectors.slots import bookable_services
from queueing.slips import qr_code
from queueing.views.customers import language, private_page

ONE_FLOW_ONE_BOOKING = "book"


def with_language(address: str) -> str:
    """An address that keeps the language."""
    return f"{address}?{urlencode({'lang': language()})}"


@private_page
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, code: str) -> HttpResponse:
    """Service, then day and time, then name and phone; what was chosen stands in the address. Raises NotFound."""
    at = timezone.now()
    branch = offers.active_branch(code)
    services = bookable_services(branch)
    wish = offers.wish_of(branch, services, request.GET)
    if request.method == "POST":
        return post_booking(request, branch, wish, at=at)
    return render(request, "queueing/appointments/book.html", {**step(branch, wish, at=at), "services": services})


def step(
    branch: Branch, wish: Wish, *, at: dt.datetime, refusal: str = "", form: BookForm | None = None
) -> dict[str, Any]:
    """What the page of the next open question shows (1–8 queries)."""
    context: dict[str, Any] = {
        "branch": branch,
        "wish": wish,
        "refusal": refusal,
        "form": form,
        "other_language": wish.query(lang="zh-hans" if language() == "en" else "en"),
    }
    if wish.service is None:
        return context
    if wish.asks_amount:
        policy = policy_of(branch, business_date(branch, at))
        return {**context, "policy": policy, "limit": offers.amount_words(Decimal(policy.large_cash_over))}
    if wish.start is None:
        return {**context, "days": offers.days_for(branch, wish, at=at)}
    return {**context, "flow": secrets.token_urlsafe(16), "documents": wish.service.documents(language())}


def post_booking(request: HttpRequest, branch: Branch, wish: Wish, *, at: dt.datetime) -> HttpResponse:
    """Book what the form says; a refusal keeps what was typed and shows the way on."""
    form = BookForm(request.POST)
    if wish.service is None:
        raise NotFound
    if not form.is_valid():
        return render(request, "queueing/appointments/book.html", step(branch, wish, at=at, form=form), status=400)
    try:
        token = book_once(request, branch, wish, form, at=at)
    except (SlotTaken, NoSlot, CashTooSoon) as refusal:
        again = step(branch, wish.without_time(), at=at, refusal=refusal.detail)
        return render(request, "queueing/appointments/book.html", again, status=refusal.status)
    except LobbyError as refusal:
        again = step(branch, wish, at=at, refusal=refusal.detail, form=form)
        return render(request, "queueing/appointments/book.html", again, status=refusal.status)
    return HttpResponseRedirect(with_language(reverse("queueing:appointment-page", args=[token])))


def book_once(request: HttpRequest, branch: Branch, wish: Wish, form: BookForm, *, at: dt.datetime) -> str:
    """The page token of the flow's one appointment. Raises what `request` raises."""

    def work() -> Answer:
        assert wish.service is not None
        appointment = booking.request(
            branch,
            by=CUSTOMER,
            at=at,
            service=wish.service,
            starts_at=form.cleaned_data["start"],
            guest=Guest(form.cleaned_data["name"], form.cleaned_data["phone"], language()),
            channel=BookingChannel.PHONE,
            cash=wish.cash,
            address=request.META.get("REMOTE_ADDR", ""),
        )
        return Answer(201, {"token": appointment.page_token})

    with journal.unit(by=CUSTOMER, at=at):
        answer = first_answer(f"book:{branch.pk}", form.cleaned_data["flow"], ONE_FLOW_ONE_BOOKING, work, at=at)
    token: str = answer.body["token"]
    return token


@private_page
@require_GET
def appointment_page(request: HttpRequest, token: str) -> HttpResponse:
    """The confirmation: when, the code, the calendar file, and what can still be done. Raises NotFound."""
    return show(request, by_token(token), at=timezone.now())


def show(
    request: HttpRequest, appointment: Appointment, *, at: dt.datetime, refusal: LobbyError | None = None
) -> HttpResponse:
    """The confirmation, with a refusal on top where there was one (4–5 queries)."""
    page = request.build_absolute_uri(reverse("queueing:appointment-page", args=[appointment.page_token]))
    context = {
        **offers.confirmation(appointment, at=at),
        "qr": qr_code(page),
        "refusal": refusal.detail if refusal else "",
        "other_language": "?" + urlencode({"lang": "zh-hans" if language() == "en" else "en"}),
        "documents": appointment.service.documents(language()),
        "has_forms": offers.has_forms(appointment),
    }
    status = refusal.status if refusal else 200
    return render(request, "queueing/appointments/appointment.html", context, status=status)


@private_page
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, token: str) -> HttpResponse:
    """Another time: for one that is still to come, or for one that was missed. Raises NotFound."""
    at, appointment = timezone.now(), by_token(token)
    wish = offers.wish_to_move(appointment, request.GET)
    if request.method == "GET":
        return render(request, "queueing/appointments/move.html", choices(appointment, wish, at=at))
    form = RescheduleForm(request.POST)
    if not form.is_valid():
        again = choices(appointment, wish, at=at, refusal=str(form.errors["start"][0]))
        return render(request, "queueing/appointments/move.html", again, status=400)
    try:
        rescheduling.rebook(appointment, by=CUSTOMER, at=at, starts_at=form.cleaned_data["start"])
    except (SlotTaken, NoSlot) as refusal:
        again = choices(appointment, wish, at=at, refusal=refusal.detail)
        return render(request, "queueing/appointments/move.html", again, status=refusal.status)
    except LobbyError as refusal:
        return show(request, appointment, at=at, refusal=refusal)
    return back(token)


def choices(appointment: Appointment, wish: Wish, *, at: dt.datetime, refusal: str = "") -> dict[str, Any]:
    """The times to choose from (6–8 queries)."""
    return {
        "appointment": appointment,
        "branch": appointment.branch,
        "wish": wish,
        "days": offers.days_for(appointment.branch, wish, at=at),
        "refusal": refusal,
        "other_language": wish.query(lang="zh-hans" if language() == "en" else "en"),
    }


@private_page
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """The customer calls it off. Raises NotFound."""
    return act(request, token, ending.cancel)


@private_page
@require_POST
def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """The customer is here. Raises NotFound."""
    return act(request, token, arriving.check_in)


@private_page
@require_POST
def fill(request: HttpRequest, token: str) -> HttpResponse:
    """Begin the forms of the visit, and go to their page. Raises NotFound."""
    at, appointment = timezone.now(), by_token(token)
    try:
        case = filling.begin(appointment, by=CUSTOMER, at=at)
    except LobbyError as refusal:
        return show(request, appointment, at=at, refusal=refusal)
    return HttpResponseRedirect(with_language(reverse("queueing:case", args=[case.page_token])))


def act(request: HttpRequest, token: str, verb: Callable[..., Appointment]) -> HttpResponse:
    """Do it and show how things stand; a refusal stands on the same page."""
    at, appointment = timezone.now(), by_token(token)
    try:
        verb(appointment, by=CUSTOMER, at=at)
    except LobbyError as refusal:
        return show(request, by_token(token), at=at, refusal=refusal)
    return back(token)


def back(token: str) -> HttpResponse:
    """To the confirmation."""
    return HttpResponseRedirect(with_language(reverse("queueing:appointment-page", args=[token])))


@private_page
@require_GET
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The appointment for the phone's calendar. Raises NotFound."""
    appointment = by_token(token)
    if appointment.confirmed_at is None:
        raise NotFound
    page = request.build_absolute_uri(with_language(reverse("queueing:appointment-page", args=[token])))
    body = calendar_files.event(appointment, page=page, at=timezone.now(), language=language())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="appointment-{appointment.code}.ics"'
    return response
