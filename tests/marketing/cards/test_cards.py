"""Looking after a customer and imports by page: who, when, strangers, wrong states, what costs what."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.domain.consenting import give, withdraw
from lobby.customers.domain.forgetting import forget
from lobby.customers.domain.importing import uploads
from lobby.customers.domain.importing.columns import columns_of
from lobby.customers.domain.importing.lines import split
from lobby.customers.domain.importing.rows import Row, row_of
from lobby.customers.domain.viewing import LOOK_LASTS, look
from lobby.customers.models import Customer, CustomerImport, Household, ImportProblem, KeyDate, LifeEvent, Memo
from lobby.live.models import Entry
from marketing.demo.cards import HEAD, PEOPLE, line
from marketing.domain import caring, follow
from marketing.domain.contacting import may_contact
from marketing.enums.follow import FollowUpKind
from marketing.enums.prompts import Silence
from marketing.models import FollowUp, LeadStep, Message
from marketing.selectors.cards import care_of
from queueing.domain.care.notes import note
from queueing.domain.identifying import identify
from queueing.models import VisitNote
from tests import factories
from tests.marketing.factories import make_customer, make_lead
from tests.statements import statements_at_most

JSON = {"Accept": "application/json"}


@pytest.fixture
def clock(at: dt.datetime) -> Iterator[time_machine.Coordinates]:
    """The views read `at`."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def customer(branch: Branch, at: dt.datetime) -> Customer:
    """Somebody who agreed to be followed up and to be looked after with the family."""
    return make_customer(branch, consent_service_at=at, consent_household_at=at)


def post(client: Client, name: str, *args: Any, **values: Any) -> Any:
    return client.post(reverse(f"marketing:{name}", args=args), values, headers=JSON)


POSTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("care-memo", {"text": "上午来"}),
    ("care-date", {"kind": "wedding", "day": "03-13", "label": "纪念日"}),
    ("care-event", {"kind": "home", "date": "2026-03-01"}),
    ("care-link", {"reference": "C002"}),
    ("care-unlink", {}),
    ("care-owner", {"owner": ""}),
)


def test_everything_is_kept_by_page_while_the_card_is_open(
    client: Client, clock: time_machine.Coordinates, branch: Branch, customer: Customer, head: Staff, stranger: Staff,
    at: dt.datetime, kiosk: Any,
) -> None:  # fmt: skip
    make_customer(branch, "C002", name="李四", consent_household_at=at)
    page = reverse("marketing:care", args=[customer.pk])
    for staff, status, looks in (
        (stranger, 404, 404),
        (factories.make_staff("lma", branch, RoleCode.LMA), 403, 403),
        (head, 403, 302),
    ):
        client.force_login(staff)
        assert {post(client, name, customer.pk, **values).status_code for name, values in POSTS} <= {status, 409}
        assert client.get(page).status_code == looks
    assert not Memo.objects.exists()

    look(customer, by=head, at=at, purpose="serve", place="tablet")
    answers = [post(client, name, customer.pk, **values).status_code for name, values in POSTS]

    assert answers == [200, 200, 200, 200, 200, 409]  # nobody of the tier's grade is free
    assert (Memo.objects.get().text, KeyDate.objects.get().day, LifeEvent.objects.get().kind) == (
        "上午来",
        "03-13",
        "home",
    )
    assert Household.objects.count() == 1
    for name, values in (
        ("care-memo", {"text": "背名牌包"}),
        ("care-date", {"kind": "wedding", "day": "13-40"}),
        ("care-date", {"kind": "horoscope", "day": "03-28"}),
        ("care-event", {"kind": "divorce", "date": "2026-03-01"}),
        ("care-link", {"reference": "C001"}),
    ):
        assert post(client, name, customer.pk, **values).status_code == 400
    assert post(client, "care-date", customer.pk, kind="wedding", day="03-13").status_code == 409
    unknown = post(client, "care-link", customer.pk, reference="NOBODY")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_relative")
    assert post(client, "care-owner", customer.pk, owner=2**60).status_code == 404
    with statements_at_most(20):
        assert "上午来" in client.get(page).content.decode()
    shown = client.get(reverse("marketing:portrait", args=[customer.pk])).content.decode()
    assert "上午来" in shown
    for name, row in (("care-date-remove", KeyDate), ("care-event-remove", LifeEvent)):
        pk = row.objects.get().pk
        assert post(client, name, customer.pk, pk).status_code == 200
        assert post(client, name, customer.pk, pk).status_code == 404
    clock.shift(LOOK_LASTS)
    assert {post(client, name, customer.pk, **values).status_code for name, values in POSTS} <= {403, 409}
    assert "上午来" not in str(list(Entry.objects.values_list("payload", flat=True)))


def test_what_is_kept_goes_with_the_consent(
    branch: Branch, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    caring.write_memo(customer, by=manager, at=at, text="上午来")
    caring.add_date(customer, by=manager, at=at, kind="other", day="03-28")
    for source, kind in (("customer", "home"), ("core", "child")):
        LifeEvent.objects.create(customer=customer, kind=kind, source=source, date=at.date(), noted_at=at)

    customer = withdraw(customer, purpose="marketing", by=manager.actor, at=at, way="tablet")
    assert Memo.objects.exists()
    customer = withdraw(customer, purpose="service", by=manager.actor, at=at, way="tablet")

    assert (Memo.objects.count(), KeyDate.objects.count()) == (0, 0)
    assert [one.source for one in LifeEvent.objects.all()] == ["core"]
    with pytest.raises(caring.NoConsent):
        caring.write_memo(customer, by=manager, at=at, text="上午来")


def test_a_note_goes_into_the_card_with_consent_alone(
    branch: Branch, cash: Service, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    """S118: without consent it stays with the visit."""
    ticket = identify(factories.make_ticket(cash, at, by=manager), customer, by=manager.actor, at=at)

    note(ticket.visit, by=manager, at=at, text="想换房", tags=["home", "savings"])
    assert not LifeEvent.objects.exists()
    note(ticket.visit, by=manager, at=at, text="孩子要上学", tags=["study"], has_consent=True)

    assert [one.kind for one in LifeEvent.objects.all()] == ["school"]
    assert [one.text for one, _tags in caring_notes(customer)] == ["孩子要上学"]
    later = at + dt.timedelta(days=366)
    assert (caring.forget_notes(at=later), caring.forget_notes(at=later)) == (1, 0)
    assert [one.text for one in VisitNote.objects.all()] == ["想换房"]
    Customer.objects.filter(pk=customer.pk).update(closed_on=at.date())
    forget(customer, by=manager.actor, at=at)
    assert not VisitNote.objects.exists()


def test_nothing_that_was_written_about_a_forgotten_customer_stays(
    branch: Branch, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    """R29: and what was still open ends."""
    customer = give(customer, purpose="marketing", by=SYSTEM, at=at, way="counter")
    lead = make_lead(branch, customer, at, note="想买房", creator=manager)
    LeadStep.objects.create(lead=lead, verb="link", after=lead.status, at=at, reason="又问了一次")
    planned = follow.create(customer, branch=branch, by=manager.actor, at=at, kind=FollowUpKind.LATER, days=3)
    assert planned is not None
    FollowUp.objects.update(note="周末再打")
    words = {"template": "t", "purpose": "service", "title": "您好", "body": "张先生", "due_at": at, "created_at": at}
    Message.objects.create(branch=branch, customer=customer, status="sent", ended_at=at, **words)
    Customer.objects.filter(pk=customer.pk).update(closed_on=at.date())

    forget(customer, by=SYSTEM, at=at)

    lead.refresh_from_db()
    planned.refresh_from_db()
    assert (lead.status, lead.note, lead.end_reason) == ("withdrawn", "", "")
    assert set(LeadStep.objects.values_list("reason", flat=True)) == {""}
    assert (planned.status, planned.note, planned.cancel_reason) == ("cancelled", "", "")
    assert Message.objects.values_list("title", "body", "forgotten_at").get() == ("", "", at)


def test_who_left_the_bank_is_offered_nothing(branch: Branch, customer: Customer, at: dt.datetime) -> None:
    customer = give(customer, purpose="marketing", by=SYSTEM, at=at, way="counter")
    assert may_contact(customer, branch=branch, at=at) is None

    Customer.objects.filter(pk=customer.pk).update(closed_on=at.date())

    assert may_contact(customer, branch=branch, at=at) == Silence.NO_CONSENT


def caring_notes(customer: Customer) -> list[Any]:
    return care_of(Customer.objects.get(pk=customer.pk)).notes


@pytest.fixture
def sysadm(branch: Branch) -> Staff:
    """Whoever imports."""
    return factories.make_staff("sys", branch, RoleCode.SYSADM)


def upload(client: Client, branch: Branch, content: bytes, **values: Any) -> Any:
    file = SimpleUploadedFile("customers.csv", content)
    return client.post(reverse("marketing:import-send", args=[branch.code]), {"file": file, **values})


def test_a_file_is_tried_then_imported_and_its_bad_lines_read(
    client: Client, branch: Branch, other_branch: Branch, sysadm: Staff, head: Staff, stranger: Staff,
    settings: Any, tmp_path: Path, at: dt.datetime, clock: time_machine.Coordinates,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    content = "branch,reference,name\n7001,K1,张小明\n7002,K2,李四\n7001,,王五\n".encode()
    for staff, status in ((stranger, 404), (head, 403)):
        client.force_login(staff)
        assert upload(client, branch, content).status_code == status
        assert client.get(reverse("marketing:imports", args=[branch.code])).status_code == status
    client.force_login(sysadm)

    empty = upload(client, branch, b"")
    assert (empty.status_code, bool(empty.context["refusal"])) == (400, True)
    assert 'type="file"' in empty.content.decode()
    assert upload(client, branch, content, is_dry_run="on").status_code == 302
    kept = b"".join(one.read_bytes() for one in tmp_path.rglob("*.sealed"))
    assert kept
    assert "张小明".encode() not in kept
    assert (uploads.run_waiting(at=at), Customer.objects.count()) == (1, 0)
    upload(client, branch, content)
    upload(client, branch, b"what,is,this\n")
    assert (uploads.run_waiting(at=at), uploads.run_waiting(at=at)) == (2, 0)

    assert [one.reference for one in Customer.objects.all()] == ["K1"]
    runs = list(CustomerImport.objects.order_by("pk"))
    assert [(one.status, one.new, one.refused, one.file) for one in runs] == [
        ("done", 1, 2, ""), ("done", 1, 2, ""), ("failed", 0, 0, ""),
    ]  # fmt: skip
    assert not list(tmp_path.rglob("*.sealed"))
    with statements_at_most(12):
        page = client.get(reverse("marketing:imports", args=[branch.code]), {"run": runs[1].pk})
    assert (page.status_code, ImportProblem.objects.filter(run=runs[1]).count()) == (200, 2)
    told = client.get(reverse("marketing:import-problems", args=[runs[1].pk])).content.decode("utf-8-sig")
    assert [row.split(",")[0] for row in told.splitlines()[1:]] == ["3", "4"]
    assert "李四" not in told
    client.force_login(factories.make_staff("sys2", branch, RoleCode.SYSADM))
    assert client.get(reverse("marketing:import-problems", args=[runs[1].pk])).status_code == 404


def test_waiting_files_of_one_person_are_few(
    client: Client, branch: Branch, sysadm: Staff, settings: Any, tmp_path: Path, at: dt.datetime
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for _n in range(uploads.MOST_OPEN):
        uploads.begin(io.BytesIO(b"x"), by=sysadm, at=at, is_dry_run=True)

    with pytest.raises(uploads.TooManyImports):
        uploads.begin(io.BytesIO(b"x"), by=sysadm, at=at, is_dry_run=True)
    client.force_login(sysadm)
    refused = upload(client, branch, b"x")
    assert (refused.status_code, refused.context["refusal"]) == (409, str(uploads.TooManyImports().detail))
    file = SimpleUploadedFile("customers.csv", b"x")
    told = client.post(reverse("marketing:import-send", args=[branch.code]), {"file": file}, headers=JSON)
    assert told.json()["code"] == uploads.TooManyImports.code

    assert uploads.run_waiting(at=at) == uploads.MOST_OPEN
    sealed = tmp_path / "long.sealed"
    content = bytes(range(256)) * 1000
    sealed.write_bytes(
        b"".join(uploads.encrypt_bytes(content[n : n + 70_000]) + b"\n" for n in range(0, len(content), 70_000))
    )
    with io.BufferedReader(uploads.Sealed(sealed)) as file:
        assert (file.read(3), file.seek(0), file.read()) == (content[:3], 0, content)


def test_the_demos_lines_are_all_good(branch: Branch, at: dt.datetime) -> None:
    columns = columns_of(HEAD.split(","))
    rows = [split(line(n, one, at.date()).encode(), "utf-8") for n, one in enumerate(PEOPLE, start=1)]

    assert all(isinstance(row_of(1, columns, row, at.date()), Row) for row in rows if isinstance(row, tuple))
    assert {len(row) for row in rows} == {len(columns)}


def test_administration_pages_tell_auditors_and_change_nothing(
    client: Client, branch: Branch, customer: Customer, at: dt.datetime
) -> None:
    client.force_login(factories.make_staff("audit", branch, RoleCode.AUDITOR))
    give(
        customer,
        purpose="marketing",
        by=SYSTEM,
        at=at,
        way="tablet",
    )

    for model in ("customer", "consententry", "customerimport", "segment", "ownerrule", "cardterms"):
        page = client.get(reverse(f"admin:customers_{model}_changelist"))
        assert page.status_code == 200
        assert "张小明" not in page.content.decode()
        assert client.get(reverse(f"admin:customers_{model}_add")).status_code == 403
    one = client.get(reverse("admin:customers_customer_change", args=[customer.pk])).content.decode()
    assert "张*明" in one
    assert "张小明" not in one
