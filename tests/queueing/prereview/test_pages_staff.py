"""The tablet and the teller's screen: pre-review, marks, values masked and in full, and what is written down."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from lobby.branches.actors import CUSTOMER
from lobby.live import panels
from lobby.live.models import Entry
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next
from queueing.domain.eforms import fill
from queueing.domain.prefill import make_token
from queueing.domain.prereview import Check, review
from queueing.domain.serving import finish, start
from queueing.enums.eforms import FormSource, FormStatus
from queueing.enums.prereview import DocState
from queueing.models import FormInstance, PreReview, Ticket
from tests import factories
from tests.queueing.prereview.conftest import TYPED

pytestmark = pytest.mark.usefixtures("clock")
JSON = {"headers": {"accept": "application/json"}}
COPIED = Check(DocState.PRESENT, is_copied=True)


@pytest.fixture
def tablet(client, manager):
    """The lobby manager's tablet, in English."""
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def served(ticket, session, teller, at):
    """The ticket in service at counter 1."""
    return start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)


@pytest.fixture
def screen(client, teller):
    """The teller's browser, in English."""
    client.force_login(teller)
    client.cookies["django_language"] = "en"
    return client


def desk(teller, at):
    return panels.render("counter-desk", Scope(teller.home_branch_id, "en", "person", teller.pk, at))


def test_tablet_reviews_and_the_teller_sees_who_and_when(tablet, ticket, identity, card, session, teller, manager, at):
    html = tablet.get(reverse("queueing:floor-review", args=[ticket.pk])).content.decode()
    assert html.count('type="radio"') == 6
    assert html.count('type="checkbox"') == 1
    save = reverse("queueing:floor-review-save", args=[ticket.pk])

    answer = tablet.post(save, {f"state-{identity.pk}": "present", "passed": "1"}, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "documents_lacking")
    assert answer.json()["detail"] == "Not ready yet: Identity paper not copied."
    body = {f"state-{identity.pk}": "present", f"copied-{identity.pk}": "on", "passed": "1"}
    assert tablet.post(save, body, **JSON).status_code == 200

    assert PreReview.objects.get().by_staff == manager
    call_next(session, by=teller.actor, at=at)
    html = desk(teller, at)
    assert "pre-review passed" in html
    assert "Mei" in html
    assert "10:00" in html
    assert "pre-review passed" in tablet.get(f"/floor/tickets/{ticket.pk}/").content.decode()


def test_review_is_for_those_who_manage_tickets(client, ticket, identity, stranger, teller):
    for staff, status in ((stranger, 404), (teller, 403)):
        client.force_login(staff)
        for act in ("floor-review-save", "floor-load"):
            address = reverse(f"queueing:{act}", args=[ticket.pk])
            assert client.post(address, {"code": "x"}, **JSON).status_code == status
        assert client.get(reverse("queueing:floor-review", args=[ticket.pk])).status_code == status


def test_review_of_an_ended_ticket_is_409(tablet, served, identity, teller, at):
    finish(served, by=teller.actor, at=at)

    save = reverse("queueing:floor-review-save", args=[served.pk])

    assert tablet.post(save, {f"state-{identity.pk}": "missing"}, **JSON).status_code == 409


def test_tablet_sees_sensitive_lines_masked_and_keeps_them_when_left_empty(tablet, ticket, template, filled):
    page = reverse("queueing:floor-form", args=[ticket.pk, template.pk])

    html = tablet.get(page + "?edit=1").content.decode()
    assert TYPED["id_number"] not in html
    assert 'placeholder="••••002X"' in html
    assert TYPED["id_number"] not in tablet.get(reverse("queueing:floor-review", args=[ticket.pk])).content.decode()
    answer = tablet.post(page, {**TYPED, "id_number": "", "mobile": "", "amount": "7"})

    assert answer.status_code == 302
    form = FormInstance.objects.get()
    assert form.values == {**TYPED, "amount": "7"}
    assert form.source == FormSource.TABLET
    read = Entry.objects.filter(type="form.read").order_by("seq").first()
    assert (read.by_name, read.payload["purpose"], read.payload["in_full"]) == ("Mei", "form page", False)


def test_value_typed_on_the_phone_stands_on_the_tellers_screen(template, ticket, session, teller, at):
    call_next(session, by=teller.actor, at=at)
    assert "Nothing was filled in before." in desk(teller, at)

    fill(template, by=CUSTOMER, at=at, holder=ticket, source=FormSource.PHONE, typed=TYPED, is_final=True)

    html = desk(teller, at)
    assert "王小明" in html
    assert "50000.50" in html
    assert "Salary" in html
    assert "••••8000" in html
    assert TYPED["mobile"] not in html


def test_teller_opens_forms_in_full_and_it_is_written_down(screen, filled, served, identity, teller):
    html = screen.get(reverse("queueing:teller-papers", args=[served.pk])).content.decode()

    assert TYPED["id_number"] in html
    assert TYPED["mobile"] in html
    read = Entry.objects.get(type="form.read")
    assert (read.by_id, read.subject_id) == (teller.pk, served.pk)
    assert (read.payload["purpose"], read.payload["in_full"]) == ("counter", True)
    assert TYPED["id_number"] not in str(read.payload)
    paper = screen.get(reverse("queueing:floor-form-paper", args=[served.pk, filled.template_id])).content.decode()
    assert TYPED["id_number"] in paper


def test_papers_belong_to_the_own_counter(client, filled, served, teller2, stranger):
    for staff, status in ((stranger, 404), (teller2, 409)):
        client.force_login(staff)
        for act in ("papers", "marks"):
            address = reverse(f"queueing:teller-{act}", args=[served.pk])
            assert client.get(address, **JSON).status_code == status
    assert not Entry.objects.filter(type="form.read").exists()


def test_teller_marks_lines_and_documents_and_sends_back(screen, filled, served, identity, session, teller, at):
    html = screen.get(reverse("queueing:teller-marks", args=[served.pk])).content.decode()
    assert f'value="{filled.pk}:amount"' in html
    assert TYPED["id_number"] not in html
    body = {"reason": "form", "lines": [f"{filled.pk}:amount", f"{filled.pk}:name"], "documents": [identity.pk]}

    answer = screen.post(reverse("queueing:teller-send-back", args=[served.pk]), body, **JSON)

    assert answer.status_code == 200
    ticket = Ticket.objects.get()
    assert (ticket.number, ticket.status, ticket.goes_first) == ("A001", "returned", True)
    form = FormInstance.objects.get()
    assert (form.marked, form.status) == (["name", "amount"], FormStatus.DRAFT)
    review_row = PreReview.objects.get()
    assert (review_row.is_ready, review_row.lacking) == (False, 1)
    factories.make_ticket(served.service, at, by=teller)
    assert call_next(session, by=teller.actor, at=at).number == "A001"
    assert desk(teller, at).count("is-marked") == 2


@pytest.mark.parametrize(
    ("reason", "copies", "state"),
    [("copy", 1, "present"), ("copy", 0, "invalid"), ("document", 1, "missing"), ("identity", 0, "invalid")],
)
def test_marked_document_stands_as_the_reason_says(screen, served, cash, reason, copies, state):
    one = factories.make_document(cash, "证件", copies=copies)

    screen.post(
        reverse("queueing:teller-send-back", args=[served.pk]), {"reason": reason, "documents": [one.pk]}, **JSON
    )

    row = PreReview.objects.get()
    assert (row.lacking, row.checks.get().state) == (1, state)


def test_sending_back_without_marks_is_as_before(screen, served):
    answer = screen.post(reverse("queueing:teller-send-back", args=[served.pk]), {"reason": "copy"}, **JSON)

    assert answer.status_code == 200
    assert Ticket.objects.get().return_reason == "copy"
    assert not PreReview.objects.exists()


@pytest.mark.parametrize("line", ["999:amount", "x", "{form}:pin"])
def test_only_lines_of_the_own_ticket_are_marked(screen, filled, served, line):
    body = {"reason": "form", "lines": [line.format(form=filled.pk)]}

    answer = screen.post(reverse("queueing:teller-send-back", args=[served.pk]), body, **JSON)

    assert answer.status_code == 400
    assert Ticket.objects.get().status == "serving"
    assert FormInstance.objects.get().marked == []


def test_teller_loads_a_token_once_and_a_case_by_its_code(screen, template, case, served, at):
    form = fill(template, by=CUSTOMER, at=at, holder=case, source=FormSource.PHONE, typed=TYPED, is_final=True)
    load = reverse("queueing:teller-load", args=[served.pk])
    token = make_token(form, by=CUSTOMER, at=at)

    assert screen.post(load, {"code": f" {token} "}, **JSON).status_code == 200
    answer = screen.post(load, {"code": token}, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (409, "token_used")
    answer = screen.post(load, {"code": "ABCD2345"}, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_case")
    assert screen.post(load, {"code": case.code.lower()}, **JSON).status_code == 200

    case.refresh_from_db()
    assert case.ticket_id == served.pk
    assert FormInstance.objects.get().ticket_id == served.pk


def test_finish_keeps_what_was_missing(screen, served):
    body = {"outcome": "not_possible", "missing": "document"}

    assert screen.post(reverse("queueing:teller-finish", args=[served.pk]), body, **JSON).status_code == 200

    ticket = Ticket.objects.get()
    assert (ticket.outcome, ticket.return_reason, ticket.return_count) == ("not_possible", "document", 0)


def test_key_of_the_papers_stands_on_its_button_and_in_the_list(screen, filled, served):
    html = screen.get(reverse("queueing:teller-desk")).content.decode()

    assert re.search(r'data-opens="papers"[^>]*data-key-shortcut="V"', html)
    assert "<kbd>V</kbd>" in html
    assert html.count('data-key-shortcut="V"') == 1


@pytest.mark.parametrize("documents", [1, 3])
def test_review_costs_the_same_for_any_number_of_documents(
    tablet, ticket, cash, template, filled, manager, at, documents, django_assert_num_queries
):
    for place in range(documents):
        one = factories.make_document(cash, f"证件{place}")
        review(ticket, by=manager.actor, at=at, checks={one.pk: COPIED})

    # Session, person, ticket; forms, templates; the reading (with its savepoint); documents, review, checks.
    with django_assert_num_queries(11):
        tablet.get(reverse("queueing:floor-review", args=[ticket.pk]))
