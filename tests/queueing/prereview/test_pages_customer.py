"""Forms on the phone, at the kiosk and on the page of a case: plain posts, no sign-in, only the link."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lobby.branches.actors import CUSTOMER
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.alerts.form_help import ask_help
from queueing.domain.calling import call_next
from queueing.domain.eforms import mark
from queueing.domain.prefill import use_token
from queueing.domain.prereview import Check, review
from queueing.domain.waiting import leave
from queueing.enums.eforms import FormSource, FormStatus
from queueing.enums.prereview import DocState
from queueing.models import FormInstance, Signature
from tests.queueing.prereview.conftest import TYPED

pytestmark = pytest.mark.usefixtures("clock")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def phone():
    """A customer's browser without scripts: cookies, CSRF checked."""
    return Client(enforce_csrf_checks=True)


def address(ticket, template, act="", language="en"):
    name = "phone-form" + (f"-{act}" if act else "")
    return reverse(f"queueing:{name}", args=[ticket.page_token, template.pk]) + f"?lang={language}"


def send(phone, page, where=None, **fields):
    """Read a page, then post with its token."""
    html = phone.get(page).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    return phone.post(where or page, {"csrfmiddlewaretoken": token, **fields})


@pytest.mark.parametrize(("language", "words"), [("en", "Identity number"), ("zh-hans", "证件号码")])
def test_form_is_asked_in_both_languages_and_sizes(phone, ticket, template, language, words):
    html = phone.get(address(ticket, template, language=language)).content.decode()

    assert words in html
    assert 'name="amount"' in html
    assert "style=" not in html
    large = phone.get(address(ticket, template, language=language) + "&text=large").content.decode()
    assert 'data-text="large"' in large


def test_phone_keeps_a_draft_then_completes(phone, ticket, template):
    page = address(ticket, template)

    answer = send(phone, page, name="王小明", id_number="", mobile="", draft="1")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/t/{ticket.page_token}/?lang=en")
    assert 'value="王小明"' in phone.get(page).content.decode()

    answer = send(phone, page, **TYPED)
    assert (answer.status_code, answer["Location"]) == (302, page)
    form = FormInstance.objects.get()
    assert (form.status, form.source, form.values) == (FormStatus.COMPLETE, FormSource.PHONE, TYPED)
    html = phone.get(page).content.decode()
    assert "data-signing" in html
    assert "sign on paper" in html
    assert TYPED["id_number"] in html


def test_wrong_lines_come_back_with_words_and_with_what_was_typed(phone, ticket, template):
    answer = send(phone, address(ticket, template), **{**TYPED, "name": "", "mobile": "call me"})

    html = answer.content.decode()
    assert answer.status_code == 400
    assert html.count('aria-invalid="true"') == 2
    assert 'value="call me"' in html
    assert "Please fill this in." in html
    assert not FormInstance.objects.exists()


def test_marked_lines_are_shown_and_corrected_under_the_same_number(phone, ticket, template, filled, teller, at):
    mark(filled, by=teller.actor, at=at, lines=["amount"])
    page = address(ticket, template)

    html = phone.get(page).content.decode()
    assert re.search(r'eform-line is-marked" data-line="amount"', html)
    assert html.count("is-marked") == 1
    assert "to correct" in panels.render("papers", Scope(ticket.branch_id, "en", "ticket", ticket.pk, at))

    assert send(phone, page, **{**TYPED, "amount": "600"}).status_code == 302
    assert FormInstance.objects.get().marked == []


def test_phone_signs_and_the_form_is_closed(phone, ticket, template, filled, png):
    page = address(ticket, template)
    image = SimpleUploadedFile("anything.exe", png(), content_type="application/x-msdownload")

    answer = send(phone, page, address(ticket, template, "sign"), image=image, role="agent")

    assert answer.status_code == 302
    signature = Signature.objects.get()
    assert (signature.role, signature.device.split(" ")[0]) == ("agent", "phone")
    html = phone.get(page).content.decode()
    assert "data:image/png;base64," in html
    assert "unchanged since" in html
    assert "data-signing" not in html
    assert 'name="amount"' not in html
    again = SimpleUploadedFile("x.png", png())
    assert send(phone, page, address(ticket, template, "sign"), image=again).status_code == 409
    assert send(phone, page, **TYPED).status_code == 409


def test_upload_that_is_no_signature_is_refused(phone, ticket, template, filled):
    page, sign = address(ticket, template), address(ticket, template, "sign")

    for image in (SimpleUploadedFile("s.png", b"<svg onload=alert(1)>"), SimpleUploadedFile("s.png", b"x" * 70_000)):
        assert send(phone, page, sign, image=image).status_code == 400
    assert send(phone, page, sign).status_code == 400
    assert not Signature.objects.exists()


def test_signed_form_is_changed_as_a_new_version(phone, ticket, template, filled, png):
    page = address(ticket, template)
    send(phone, page, address(ticket, template, "sign"), image=SimpleUploadedFile("s.png", png()))

    assert send(phone, page, address(ticket, template, "amend")).status_code == 302

    assert 'name="amount" value="50000.50"' in re.sub(r"\s+", " ", phone.get(page).content.decode())
    assert FormInstance.objects.get(is_current=True).version == 2


def test_page_on_paper_has_the_values_or_a_line_to_sign_on(phone, ticket, template, filled):
    html = phone.get(address(ticket, template, "paper")).content.decode()

    assert TYPED["mobile"] in html
    assert "eform-lines-to-sign" in html
    assert "edition 1, version 1" in html


def test_reading_by_the_customer_is_no_entry(phone, ticket, template, filled):
    phone.get(address(ticket, template))

    assert not Entry.objects.filter(type="form.read").exists()


def test_strangers_find_nothing(phone, ticket, template, personal, filled):
    other = type(template).objects.create(
        service=personal, code="other", name_zh="表", name_en="Form", fields=template.fields
    )
    for page in (
        f"/t/{'x' * 22}/forms/{template.pk}/",
        address(ticket, other),
        f"/c/{'x' * 22}/",
        f"/c/{ticket.page_token}/forms/{template.pk}/",
        address(ticket, other, "paper"),
    ):
        assert phone.get(page).status_code == 404
    assert phone.get(address(ticket, template, "sign")).status_code == 405


def test_page_keeps_its_link(phone, ticket, template):
    answer = phone.get(address(ticket, template))

    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_form_of_an_ended_ticket_is_refused(phone, ticket, template, manager, at):
    page = address(ticket, template)
    phone.get(page)
    leave(ticket, by=manager.actor, at=at)

    assert send(phone, page, **TYPED).status_code == 409


def test_papers_on_the_ticket_page_say_what_is_wrong(ticket, template, identity, card, manager, at):
    scope = Scope(ticket.branch_id, "en", "ticket", ticket.pk, at)
    html = panels.render("papers", scope)
    assert "fill in now" in html
    assert "and 1 copy" in html
    assert "if you have it" in html

    review(
        ticket, by=manager.actor, at=at, checks={identity.pk: Check(DocState.PRESENT), card.pk: Check(DocState.INVALID)}
    )
    html = panels.render("papers", scope)
    assert "copy missing" in html
    assert "invalid" in html
    copied = Check(DocState.PRESENT, is_copied=True)
    review(ticket, by=manager.actor, at=at, checks={identity.pk: copied}, passed=True)
    assert "Your papers are ready" in panels.render("papers", scope)


def test_ended_ticket_has_no_papers(ticket, template, identity, manager, at):
    leave(ticket, by=manager.actor, at=at)

    html = panels.render("papers", Scope(ticket.branch_id, "en", "ticket", ticket.pk, at))
    assert html.strip() == ""


def test_case_shows_its_steps_and_gives_a_code_for_the_counter(phone, case, template, ticket, identity, teller, at):
    html = phone.get(f"/c/{case.page_token}/?lang=en").content.decode()
    assert f"{case.code[:4]} {case.code[4:]}" in html
    assert html.count('aria-current="step"') == 1
    assert "Identity paper" in html
    page = reverse("queueing:case-form", args=[case.page_token, template.pk]) + "?lang=en"

    send(phone, page, **TYPED)
    token_address = reverse("queueing:case-form-token", args=[case.page_token, template.pk]) + "?lang=en"
    html = send(phone, page, token_address).content.decode()

    secret = re.search(r'<figcaption class="number">([^<]+)<', html)[1]
    assert use_token(ticket, by=teller.actor, at=at, token=secret).values == TYPED
    assert "Fill in: Open an account" in phone.get(f"/c/{case.page_token}/?lang=en").content.decode()


def test_code_for_the_counter_needs_a_complete_form(phone, case, template):
    page = reverse("queueing:case-form", args=[case.page_token, template.pk]) + "?lang=en"
    token_address = reverse("queueing:case-form-token", args=[case.page_token, template.pk])
    assert send(phone, page, token_address).status_code == 404
    send(phone, page, name="王", draft="1")

    assert send(phone, page, token_address).status_code == 409


@pytest.fixture
def machine(browser_of, kiosk):
    """The kiosk's own browser."""
    return browser_of(kiosk)


def kiosk_page(kiosk, ticket, template, **query):
    address = reverse("queueing:kiosk-form", args=[kiosk.code, ticket.page_token, template.pk]) + "?lang=en"
    return address + "".join(f"&{name}={value}" for name, value in query.items())


def test_kiosk_asks_one_question_a_screen(machine, kiosk, ticket, template):
    page = kiosk_page(kiosk, ticket, template)
    html = machine.get(page).content.decode()
    assert "1 of 5" in html
    assert html.count("data-line=") == 1

    for step, key in enumerate(TYPED):
        here = kiosk_page(kiosk, ticket, template, step=step)
        answer = send(machine, here, **{key: TYPED[key]})
        assert answer["Location"] == kiosk_page(kiosk, ticket, template, step=step + 1)

    form = FormInstance.objects.get()
    assert (form.values, form.status, form.source) == (TYPED, FormStatus.DRAFT, FormSource.KIOSK)
    html = machine.get(answer["Location"]).content.decode()
    assert "••••002X" in html
    assert TYPED["id_number"] not in html
    assert send(machine, page).status_code == 302
    form.refresh_from_db()
    assert form.status == FormStatus.COMPLETE
    assert "data-signing" in machine.get(page).content.decode()


def test_kiosk_says_what_is_wrong_at_its_question(machine, kiosk, ticket, template):
    here = kiosk_page(kiosk, ticket, template, step=2)

    answer = send(machine, here, mobile="abc")
    assert answer.status_code == 400
    assert "Please give a phone number in digits." in answer.content.decode()
    send(machine, kiosk_page(kiosk, ticket, template, step=0), name="王")

    last = kiosk_page(kiosk, ticket, template, step=9)
    answer = send(machine, last, kiosk_page(kiosk, ticket, template))
    assert answer.status_code == 400
    assert "2 of 5" in answer.content.decode()


def test_kiosk_offers_the_form_behind_the_number(machine, kiosk, ticket, template):
    html = machine.get(reverse("queueing:kiosk-ticket", args=[kiosk.code, ticket.page_token]) + "?lang=en")

    assert "Fill in now: Open an account" in html.content.decode()


def test_kiosk_form_is_the_kiosks_own(phone, client, kiosk, ticket, template, stranger):
    page = kiosk_page(kiosk, ticket, template)
    assert phone.get(page).status_code == 404
    client.force_login(stranger)
    assert client.get(page).status_code == 404


def test_page_costs_the_same_for_one_line_and_for_many(phone, ticket, template, filled, django_assert_num_queries):
    for fields in (template.fields, template.fields[:1]):
        template.fields = fields
        template.save()
        with django_assert_num_queries(2):  # the ticket, the form with its template
            phone.get(address(ticket, template))


def test_customer_asks_for_help_once_and_it_ends_with_the_form(phone, ticket, template, case):
    page, ask = address(ticket, template), address(ticket, template, "help")

    for _ in range(2):
        answer = send(phone, page, ask)
        assert answer.status_code == 302
        assert "Somebody is coming to help you." in phone.get(answer["Location"]).content.decode()
    alert = Alert.objects.get(kind="form.help")
    assert (alert.subject_id, alert.resolved_at, alert.roles) == (ticket.pk, None, ["LM", "LMA"])
    send(phone, page, **TYPED)

    assert Alert.objects.get(kind="form.help").resolved_at is not None
    far = reverse("queueing:case-form", args=[case.page_token, template.pk]) + "?lang=en"
    assert send(phone, far, reverse("queueing:case-form-help", args=[case.page_token, template.pk])).status_code == 404


def test_kiosk_calls_for_help(machine, kiosk, ticket, template):
    ask = reverse("queueing:kiosk-form-help", args=[kiosk.code, ticket.page_token, template.pk]) + "?lang=en"

    assert send(machine, kiosk_page(kiosk, ticket, template), ask).status_code == 302
    assert Alert.objects.get(kind="form.help").subject_id == ticket.pk


def test_call_for_help_ends_at_the_counter(ticket, session, teller, at):
    ask_help(ticket, by=CUSTOMER, at=at)
    sweep_deadlines(at=at + MINUTE)
    assert Alert.objects.get(kind="form.help").resolved_at is None

    call_next(session, by=teller.actor, at=at + MINUTE)
    sweep_deadlines(at=at + 2 * MINUTE)

    assert Alert.objects.get(kind="form.help").resolved_at == at + 2 * MINUTE
