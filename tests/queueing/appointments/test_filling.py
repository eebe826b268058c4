"""What a booked customer fills in at home is at the counter without being typed again."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from lobby.branches.actors import CUSTOMER
from queueing.domain.appointments import filling
from queueing.domain.appointments.arriving import check_in
from queueing.domain.appointments.ending import cancel
from queueing.domain.appointments.rescheduling import reschedule
from queueing.domain.calling import call_next
from queueing.domain.cases import resume_case
from queueing.domain.eforms import fill
from queueing.domain.prefill import make_token, use_token
from queueing.domain.serving import start
from queueing.enums.eforms import FormSource
from queueing.errors.appointments import IllegalAppointmentMove
from queueing.errors.eforms import TokenExpired
from queueing.models import FormInstance, FormTemplate, ServiceCase, SlotRule, Ticket
from tests import factories
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
NAME = {"name": "王小明"}


@pytest.fixture
def template(cash):
    """A form of the booked service."""
    fields = [{"key": "name", "kind": "text", "label_zh": "姓名", "label_en": "Name"}]
    return FormTemplate.objects.create(
        service=cash, code="open", name_zh="开户申请", name_en="Open an account", fields=fields
    )


@pytest.fixture
def phone():
    """A customer's browser: no session, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def typed_at_home(appointment, template, at):
    case = filling.begin(appointment, by=CUSTOMER, at=at)
    return fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=NAME, is_final=True)


def own(appointment, name="page"):
    return reverse(f"queueing:appointment-{name}", args=[appointment.page_token])


def post(client, address, page, **data):
    """Send a page's form as a browser does."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    return client.post(address, {"csrfmiddlewaretoken": token, **data})


@pytest.mark.usefixtures("clock")
def test_from_the_confirmation_to_the_tellers_screen(
    rule, template, phone, client, book, session, teller, manager, clock, at
):
    appointment = book(1)
    page = phone.get(own(appointment), {"lang": "en"})
    assert "Fill in the forms now" in page.content.decode()
    begun = post(phone, own(appointment, "fill"), page)
    case = ServiceCase.objects.get()
    assert begun.url.startswith(reverse("queueing:case", args=[case.page_token]))
    shown = phone.get(begun.url)
    assert own(appointment) in shown.content.decode()
    form = reverse("queueing:case-form", args=[case.page_token, template.pk])
    assert post(phone, form, phone.get(form), **NAME).status_code == 302
    assert reverse("queueing:case", args=[case.page_token]) in phone.get(own(appointment)).content.decode()

    clock.move_to(at + HOUR)
    check_in(appointment, by=CUSTOMER, at=at + HOUR)
    start(call_next(session, by=teller.actor, at=at + HOUR), by=teller.actor, at=at + HOUR)

    client.force_login(teller)
    papers = client.get(reverse("queueing:teller-papers", args=[Ticket.objects.get().pk]))
    assert NAME["name"] in papers.content.decode()


@pytest.mark.usefixtures("clock")
def test_the_lobby_sees_that_forms_are_begun(rule, template, client, manager, book, at):
    appointment = book(1)
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    detail = reverse("queueing:floor-appointment", args=[appointment.pk])
    assert "forms begun at home" not in client.get(detail).content.decode()

    typed_at_home(appointment, template, at)

    html = client.get(detail).content.decode()
    assert "forms begun at home" in html
    assert NAME["name"] not in html


def test_one_case_for_one_appointment(rule, template, book, at):
    appointment = book(1)

    assert filling.begin(appointment, by=CUSTOMER, at=at) == filling.begin(appointment, by=CUSTOMER, at=at)
    assert ServiceCase.objects.count() == 1


def test_without_forms_nothing_is_asked(rule, phone, book, at):
    assert "/fill/" not in phone.get(own(book(1))).content.decode()


@pytest.mark.usefixtures("clock")
def test_what_is_over_begins_nothing(rule, template, phone, book, at):
    appointment = book(1)
    page = phone.get(own(appointment))
    cancel(appointment, by=CUSTOMER, at=at)

    assert post(phone, own(appointment, "fill"), page).status_code == 409
    with pytest.raises(IllegalAppointmentMove):
        filling.begin(appointment, by=CUSTOMER, at=at)
    assert not ServiceCase.objects.exists()


def test_what_was_used_elsewhere_stays_there(rule, template, cash, manager, book, at):
    appointment = book(1)
    form = typed_at_home(appointment, template, at)
    earlier = factories.make_ticket(cash, at, by=manager)
    resume_case(form.case, by=manager.actor, at=at, ticket=earlier)

    check_in(appointment, by=CUSTOMER, at=at + HOUR)

    assert FormInstance.objects.get().ticket == earlier


@pytest.mark.usefixtures("clock")
def test_the_code_for_the_counter_holds_on_the_booked_day(rule, template, phone, cash, manager, book, at):
    appointment = book(24)
    form = typed_at_home(appointment, template, at)
    page = reverse("queueing:case-form", args=[form.case.page_token, template.pk])
    shown = post(phone, page + "token/", phone.get(page))
    token = re.search(r'<figcaption class="number">([^<]+)<', shown.content.decode())[1]

    late = factories.make_ticket(cash, at + DAY, by=manager)
    assert use_token(late, by=manager.actor, at=at + DAY, token=token).ticket == late
    with pytest.raises(TokenExpired):
        use_token(
            late, by=manager.actor, at=at + 2 * DAY, token=make_token(form, by=CUSTOMER, at=at, day=appointment.day)
        )


def test_far_ahead_and_after_a_new_time_it_is_kept(rule, template, book, at):
    SlotRule.objects.update(horizon_days=90)
    appointment = book(28 * 24)
    typed_at_home(appointment, template, at)
    later = at + 56 * DAY
    appointment = reschedule(appointment, by=CUSTOMER, at=at, starts_at=later)

    check_in(appointment, by=CUSTOMER, at=later)

    assert FormInstance.objects.get().ticket == Ticket.objects.get()


def test_booked_far_ahead_it_is_kept(rule, template, book, at):
    SlotRule.objects.update(horizon_days=90)
    typed_at_home(book(56 * 24), template, at)

    assert ServiceCase.objects.get().expires_at > at + 56 * DAY


def test_statements(rule, template, book, session, at):
    appointment = book(1)
    with statements_at_most(7):
        filling.begin(appointment, by=CUSTOMER, at=at)
    fill(
        template,
        by=CUSTOMER,
        at=at,
        holder=ServiceCase.objects.get(),
        source=FormSource.PHONE,
        typed=NAME,
        is_final=True,
    )
    with statements_at_most(24):
        check_in(appointment, by=CUSTOMER, at=at + HOUR)
