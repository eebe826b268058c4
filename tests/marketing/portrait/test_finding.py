"""Finding a customer: every way, none that guesses, and nothing personal outside the card."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from lobby.branches.models import Branch, Device, Staff
from lobby.customers import readers
from lobby.customers.domain import finding
from lobby.customers.domain.finding import find, ways_of
from lobby.customers.enums.finding import FindWay, Place
from lobby.customers.errors.finding import NoReader, NothingRead, TooManySearches
from lobby.customers.models import Customer, FindTally
from lobby.customers.numbers import phone_index
from lobby.live.models import Entry
from tests.marketing.factories import make_customer
from tests.marketing.portrait.conftest import BANK_CARD, DOCUMENT, PHONE
from tests.statements import statements_at_most

HOUR = dt.timedelta(hours=1)
WAYS = [
    (FindWay.PHONE, PHONE),
    (FindWay.PHONE, "+86 138-1234-5678"),
    (FindWay.PHONE, "１３８１２３４５６７８"),
    (FindWay.REFERENCE, " C001 "),
    (FindWay.DOCUMENT, DOCUMENT.lower()),
    (FindWay.DOCUMENT, "110105 19491231 002X"),
    (FindWay.BANK_CARD, "6222 0202 0011 2233 445"),
]


def test_every_way_finds_the_one_customer_of_the_branch_and_keeps_no_number(
    branch: Branch, other_branch: Branch, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    twin = make_customer(other_branch, phone=PHONE, phone_index=phone_index(PHONE))
    asked = {"by": manager.actor, "at": at, "place": Place.TABLET}

    for way, text in WAYS:
        with statements_at_most(5):
            assert find(branch, ways=[way], text=text, **asked) == [customer], (way, text)
    assert find(other_branch, ways=ways_of(PHONE), text=PHONE, **asked) == [twin]
    for way in (FindWay.PHONE, FindWay.REFERENCE, FindWay.DOCUMENT, FindWay.BANK_CARD):
        for nothing in ("", "   ", "没有", "0", "\0"):
            assert find(branch, ways=[way], text=nothing, **asked) == []

    news = Entry.objects.filter(branch_id=branch.pk, type="customer.found")
    assert [entry.payload for entry in news.order_by("seq")] == [
        {"customer": customer.pk, "way": way, "place": "tablet"} for way, _text in WAYS
    ]
    with connection.cursor() as cursor:
        for table in ("customers_customer", "customers_bankcard", "live_entry", "customers_findtally"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            (rows,) = cursor.fetchone()
            for secret in (PHONE, DOCUMENT, BANK_CARD, "小明"):
                assert secret not in rows, (table, secret)


def test_a_shared_phone_offers_a_choice_and_what_is_typed_may_be_any_number(
    branch: Branch, customer: Customer, manager: Staff, at: dt.datetime
) -> None:
    wife = make_customer(branch, "C002", name="李四", phone=PHONE, phone_index=phone_index(PHONE))
    digits = make_customer(branch, "99887766", name="王五")
    asked = {"by": manager.actor, "at": at, "place": Place.COUNTER}

    found = [find(branch, ways=ways_of(text), text=text, **asked) for text in (PHONE, "99887766", DOCUMENT, "C002")]

    assert found == [[customer, wife], [digits], [customer], [wife]]


def test_guessing_ends_for_this_hour_and_for_this_machine_alone(
    branch: Branch, customer: Customer, kiosk: Device, manager: Staff, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MISSES", {"device": 3, "staff": 3})
    asked: dict[str, Any] = {"ways": [FindWay.PHONE], "place": Place.KIOSK}

    for n in range(3):
        assert find(branch, by=kiosk.actor, at=at, text=f"1390000000{n}", **asked) == []
    for text in ("13900000004", PHONE):
        with pytest.raises(TooManySearches):
            find(branch, by=kiosk.actor, at=at, text=text, **asked)

    for _n in range(5):
        assert find(branch, by=manager.actor, at=at, text=PHONE, **asked) == [customer]
    assert find(branch, by=kiosk.actor, at=at + HOUR, text=PHONE, **asked) == [customer]
    assert sorted(FindTally.objects.values_list("who", "misses")) == [
        (f"device:{kiosk.pk}", 0),
        (f"staff:{manager.pk}", 0),
    ]


def test_a_reader_tells_a_document_or_a_card_once_and_nothing_else(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CARD_READER, settings.CARD_FOLDER = "lobby.customers.readers.from_folder", str(tmp_path)
    (tmp_path / "KIOSK1.txt").write_text(f"{DOCUMENT}\n")
    reading = readers.read("KIOSK1")

    assert (reading.way, reading.number) == (FindWay.DOCUMENT, DOCUMENT)
    assert DOCUMENT not in repr(reading)
    (tmp_path / "old.txt").write_text(BANK_CARD)
    monkeypatch.setattr(readers, "FRESH_S", -1)
    for station in ("KIOSK1", "../KIOSK1", "old"):
        with pytest.raises(NothingRead):
            readers.read(station)
    assert not list(tmp_path.iterdir())

    settings.CARD_READER = "lobby.customers.readers.typed"
    assert readers.read("KIOSK1", BANK_CARD).way == FindWay.BANK_CARD
    for given in ("", PHONE, "data:image/png;base64,AAAA", BANK_CARD * 3):
        with pytest.raises(NothingRead):
            readers.read("KIOSK1", given)
    settings.CARD_READER = ""
    with pytest.raises(NoReader):
        readers.read("KIOSK1", BANK_CARD)


def test_nobody_is_recognised_by_a_face(settings: Any) -> None:
    fields = {field.name for model in apps.get_app_config("customers").get_models() for field in model._meta.fields}
    pages = [settings.ROOT / "templates/queueing/kiosk", settings.ROOT / "templates/marketing/portrait"]
    scripts = [settings.ROOT / "static/queueing/kiosk_who.js", settings.ROOT / "static/queueing/kiosk.js"]
    words = [path.read_text() for page in pages for path in page.glob("*.html")]
    words += [path.read_text() for path in scripts]

    assert "phone_index" in fields
    assert not [name for name in fields if re.search("face|photo|picture|image|looks|cloth|ethnic|voice", name)]
    assert not [text for text in words if re.search("getUserMedia|<video|capture=", text)]
    assert not {"face", "voice"} & set(FindWay.values)
