"""Who complained, how to reach them and what people wrote stands nowhere but in encrypted columns."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.db import connection

from complaints.domain import cases
from complaints.enums.cases import ReceiptChannel, Responsibility, ToldWay, Verdict
from complaints.models import Complaint, ComplaintCode, ComplaintTerms
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Branch, Service, Staff
from tests import factories

TABLES = (
    *("complaints_complaint", "complaints_complaintentry", "complaints_representative", "complaints_complaintstep"),
    *("live_entry", "floor_alert", "floor_deadline", "floor_reminder", "customers_contacthold", "floor_incident"),
)


def test_nothing_personal_outside_encrypted_columns(
    branch: Branch,
    cash: Service,
    terms: ComplaintTerms,
    codes: dict[str, ComplaintCode],
    manager: Staff,
    head: Staff,
    protector: Staff,
    at: dt.datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticket = factories.make_ticket(cash, at, by=manager)
    minute = dt.timedelta(minutes=1)

    with caplog.at_level(logging.DEBUG):
        complaint = cases.receive(
            branch,
            by=manager.actor,
            at=at,
            channel=ReceiptChannel.VISIT,
            content="SECRET-content",
            complainant="SECRET-who",
            contact="SECRET-contact",
            ticket=ticket,
            has_bad_influence=True,
            representatives=[cases.Speaker("SECRET-speaker", "SECRET-number")],
            is_heard=True,
        )
        complaint = cases.register(complaint, by=manager, at=at + minute, severity="serious", **codes)
        cases.note(complaint, by=manager, at=at + minute, text="SECRET-note")
        cases.feedback(complaint, by=manager, at=at + minute, text="SECRET-feedback", way=ToldWay.PHONE)
        cases.add_by_customer(complaint, at=at + minute, text="SECRET-added")
        complaint = cases.analyse(complaint, by=manager, at=at + 2 * minute, text="SECRET-analysis")
        complaint = cases.plan(
            complaint, by=manager, at=at + 3 * minute, text="SECRET-plan", responsibility=Responsibility.STAFF
        )
        complaint = cases.resolve(complaint, by=head, at=at + 4 * minute, text="SECRET-remark")
        told = {"verdict": Verdict.UPHELD, "answer": "SECRET-answer", "way": ToldWay.LETTER}
        complaint = cases.decide(complaint, by=manager, at=at + 5 * minute, **told)
        complaint = cases.reopen(complaint, by=CUSTOMER, at=at + 6 * minute, text="SECRET-fact")

    kept = Complaint.objects.get(pk=complaint.pk)
    words = [*kept.entries.values_list("text", flat=True), kept.content, kept.complainant, kept.contact]
    assert {"SECRET-note", "SECRET-content", "SECRET-who", "SECRET-fact", "SECRET-answer"} <= set(words)
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*), count(*) FILTER (WHERE t::text LIKE '%%SECRET%%') FROM {table} AS t")
            found[table] = cursor.fetchone()
    assert {table: told for table, (_, told) in found.items() if told} == {}
    assert all(found[table][0] for table in ("complaints_complaintentry", "live_entry", "floor_alert"))
    assert "SECRET" not in caplog.text
