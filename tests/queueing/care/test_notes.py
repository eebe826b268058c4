"""Quick notes of what a customer told, with the state of consent (S118, N02)."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from lobby.floor.wording import AppearanceNoted
from lobby.live.models import Entry
from queueing.domain.care import notes
from queueing.domain.care.sweeping import forget
from queueing.enums.care import NoteTag
from queueing.errors import NoteMissing
from queueing.errors.care import NoCustomerCard, UnknownTag
from queueing.models import VisitNote
from tests import factories

JSON = {"HTTP_ACCEPT": "application/json"}
MONTH = dt.timedelta(days=30)


@pytest.fixture
def visit(cash, manager, at):
    return factories.make_ticket(cash, at, by=manager).visit


@pytest.fixture
def customer(branch, manager, at):
    return factories.make_customer(branch, at, by=manager)


@pytest.fixture
def known(cash, manager, customer, at):
    return factories.make_ticket(cash, at, by=manager, customer=customer).visit


def test_without_consent_it_stays_on_the_visit_and_goes_with_it(known, manager, at):
    row = notes.note(known, by=manager, at=at, text="孩子上大学", tags=["study"])

    assert row.forget_at is not None
    assert forget(at=at + MONTH) == 1
    assert not VisitNote.objects.exists()


def test_with_consent_it_may_stand_on_the_card_and_stays(known, manager, at):
    row = notes.note(known, by=manager, at=at, tags=[NoteTag.LOAN], has_consent=True)

    assert row.forget_at is None
    assert forget(at=at + MONTH) == 0


def test_consent_needs_somebody_known(visit, manager, at):
    with pytest.raises(NoCustomerCard):
        notes.note(visit, by=manager, at=at, text="x", has_consent=True)


@pytest.mark.parametrize("text", ["客户拿名牌包", "客戶穿著講究", "患有糖尿病", "Well dressed"])
def test_looks_and_health_are_refused(visit, manager, at, text):
    with pytest.raises(AppearanceNoted):
        notes.note(visit, by=manager, at=at, text=text)
    assert not VisitNote.objects.exists()


def test_nothing_and_unknown_tags_are_refused(visit, manager, at):
    with pytest.raises(NoteMissing):
        notes.note(visit, by=manager, at=at, text="  ")
    with pytest.raises(UnknownTag):
        notes.note(visit, by=manager, at=at, tags=["rich"])


def test_the_text_is_encrypted_and_no_news(visit, manager, at):
    notes.note(visit, by=manager, at=at, text="wants to move abroad")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM queueing_visitnote")
        assert "abroad" not in cursor.fetchone()[0]
    assert "abroad" not in json.dumps(list(Entry.objects.values_list("payload", flat=True)))


def test_the_database_keeps_nothing_longer_without_consent(visit, manager, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitNote.objects.create(visit=visit, has_consent=False, at=at, by_staff=manager, forget_at=None)


@pytest.mark.usefixtures("clock")
def test_pages(client, visit, manager, stranger, teller):
    address = reverse("queueing:care-note", args=[visit.pk])
    client.force_login(stranger)
    assert client.post(address, {"text": "x"}, **JSON).status_code == 404
    client.force_login(teller)
    assert client.post(address, {"text": "x"}, **JSON).status_code == 403
    client.force_login(manager)
    assert client.post(address, {"text": "名牌"}, **JSON).json()["code"] == "appearance_noted"
    assert client.post(address, {"text": "<b>loan</b>", "tags": ["loan"]}, **JSON).status_code == 200
    html = client.get(reverse("queueing:care-visit", args=[visit.pk])).content.decode()
    assert "&lt;b&gt;loan&lt;/b&gt;" in html
    assert "<b>loan" not in html
