"""The outbox: consent and hours at the moment of sending, once, again after troubles, forgotten at last."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from lobby.branches.errors import NotFound
from lobby.branches.models import BusinessDay
from lobby.customers.domain import consenting
from lobby.customers.domain.holding import hold_contact
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.enums.profile import ConsentPurpose
from lobby.floor.models import Alert, LibraryVersion
from lobby.live.models import Entry
from marketing.domain import contacting, messages
from marketing.domain.contact_hours import next_time
from marketing.domain.messages import forgetting, sending
from marketing.domain.messages.moving import locked, move
from marketing.domain.messages.opting_out import message_by_token
from marketing.domain.messages.sending import BACK_OFF, CLAIM, MOST_ATTEMPTS, deliver_due, parcel_of, prepare
from marketing.enums.messages import MESSAGE_MOVES, CancelCause, MessageStatus
from marketing.errors.messages import BadRecipient, IllegalMessageMove, NoTemplate, ValueMissing
from marketing.models import Contact, MarketingTerms, Message
from marketing.senders.smtp import letter_of
from marketing.senders.webhook import headers
from tests.factories import make_branch, make_hours
from tests.marketing.follow import senders

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
VALUES = {"branch": "城东支行", "staff": "李经理", "link": "https://bank.example/b"}
GREETING = "message-keep-in-touch"
pytestmark = pytest.mark.usefixtures("templates")


@pytest.fixture
def write(branch, customer, adviser, at):
    """Queue the greeting, an offer unless said otherwise."""

    def written(**fields: Any) -> Message:
        given = {"branch": branch, "by": adviser.actor, "at": at, "values": VALUES}
        return messages.send(customer, GREETING, **given | fields)

    return written


def test_a_message_goes_out_once_in_the_customers_language_with_the_way_out(write, customer, outbox, at):
    customer.language = "en"
    customer.save()

    first, again = write(key="greeting"), write(key="greeting")
    assert deliver_due(at=at) == 1
    assert deliver_due(at=at + HOUR) == 0

    assert first == again
    first.refresh_from_db()
    assert (first.status, first.sender, first.attempts) == ("sent", "files", 1)
    [line] = outbox()
    assert (line["to"], line["way"], line["language"]) == ("13800000001", "sms", "en")
    assert "李经理 of 城东支行 sends greetings" in line["text"]
    assert f"/m/{first.token}/" in line["text"]
    assert Contact.objects.get().way == "sms"


def test_what_mail_logs_keep_ends_nobodys_offers(write):
    message = write()

    parcel = parcel_of(message)

    assert message.token in parcel.opt_out
    assert (
        message.token not in f"{letter_of(parcel)['Message-ID']} {headers(urlsplit('https://x.example'), parcel, b'')}"
    )
    with pytest.raises(NotFound):
        message_by_token(parcel.key)


def test_everything_is_looked_at_once_more_when_it_is_sent(write, branch, customer, adviser, outbox, at):
    """Consent, an open complaint, a no, too many contacts, a withdrawn wording, a lost number, a past moment."""

    def no_consent() -> None:
        type(customer).objects.update(consent_marketing_at=None)

    def complaint() -> None:
        kind = ContactHoldKind.COMPLAINT
        hold_contact(branch, by=adviser.actor, at=at, kind=kind, cause=("complaint", 1), customer_id=customer.pk)

    def often() -> None:
        for days in range(4):
            Contact.objects.create(branch=branch, day=at.date(), customer=customer, way="phone", at=at - days * DAY)

    cases = [
        (no_consent, {}, CancelCause.NO_CONSENT),
        (complaint, {}, CancelCause.HELD),
        (
            lambda: contacting.refuse(customer, branch=branch, by=adviser.actor, at=at, family="fund"),
            {"family": "fund"},
            CancelCause.COOL_OFF,
        ),
        (often, {}, CancelCause.FREQUENCY),
        (
            lambda: LibraryVersion.objects.filter(item__code=GREETING).update(expires_at=at),
            {},
            CancelCause.WITHDRAWN,
        ),
        (lambda: type(customer).objects.update(phone="", email=""), {}, CancelCause.NO_ADDRESS),
        (lambda: None, {"until": at + MINUTE}, CancelCause.TOO_LATE),
    ]
    for change, fields, cause in cases:
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT tried")
        message = write(**fields)
        change()
        deliver_due(at=at + MINUTE)
        message.refresh_from_db()
        assert (message.status, message.cause, message.body) == ("cancelled", cause, ""), cause
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT tried")
    assert outbox() == []


def test_without_consent_or_address_it_is_noted_and_never_queued(write, customer, at):
    customer.consent_marketing_at = None
    assert write().cause == CancelCause.NO_CONSENT
    assert write(purpose=ConsentPurpose.SERVICE).status == MessageStatus.QUEUED

    customer.consent_service_at, customer.phone, customer.email = at, "", ""

    assert write(purpose=ConsentPurpose.SERVICE).cause == CancelCause.NO_ADDRESS


def test_taking_the_consent_back_ends_what_waits(write, customer, adviser, at):
    offer, service = write(), write(purpose=ConsentPurpose.SERVICE)

    consenting.withdraw(customer, purpose=ConsentPurpose.MARKETING, by=adviser.actor, at=at, way="counter")

    offer.refresh_from_db()
    service.refresh_from_db()
    assert (offer.cause, service.status) == (CancelCause.NO_CONSENT, MessageStatus.QUEUED)


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("Asia/Shanghai", "2026-03-10T10:00+08:00", "2026-03-10T10:00+08:00"),
        ("Asia/Shanghai", "2026-03-10T08:59+08:00", "2026-03-10T09:00+08:00"),
        ("Asia/Shanghai", "2026-03-10T20:00+08:00", "2026-03-12T09:00+08:00"),  # the 11th is a holiday here
        ("Asia/Shanghai", "2026-03-13T21:00+08:00", "2026-03-16T09:00+08:00"),  # over the weekend
        ("Asia/Shanghai", "2026-03-10T02:00+08:00", "2026-03-10T09:00+08:00"),  # still the business day before
        ("Europe/Berlin", "2026-03-27T20:30+01:00", "2026-03-30T09:00+02:00"),  # clocks go forward between
        ("America/New_York", "2026-10-30T20:30-04:00", "2026-11-02T09:00-05:00"),  # and back
    ],
)
def test_contact_hours_are_those_of_the_branchs_open_days(db, zone, moment, expected):
    branch = make_branch("7003", timezone=zone)
    make_hours(branch)
    BusinessDay.objects.create(branch=branch, date=dt.date(2026, 3, 11))
    at, wanted = dt.datetime.fromisoformat(moment), dt.datetime.fromisoformat(expected)

    assert next_time(branch, at, MarketingTerms(effective_from=at.date())) == wanted


def test_two_days_down_it_waits_for_the_hours_and_is_sent_once(write, outbox, at):
    evening = at.replace(hour=12, minute=30)  # 20:30 at the branch
    message = write(at=evening)
    night = evening + 2 * DAY

    assert deliver_due(at=night) == 1
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
    assert message.due_at.isoformat() == "2026-03-13T01:00:00+00:00"

    deliver_due(at=message.due_at)
    deliver_due(at=message.due_at + HOUR)

    assert len(outbox()) == 1


def test_what_the_customer_waits_for_goes_at_any_hour(write, outbox, at):
    night = at + 10 * HOUR
    write(at=night, at_once=True, purpose=ConsentPurpose.SERVICE)

    deliver_due(at=night)

    [line] = outbox()
    assert "/m/" not in line["text"]
    assert not Contact.objects.exists()


def test_troubles_are_tried_again_ever_later_then_told_of(write, settings, branch, at):
    settings.SMS_SENDER = "tests.marketing.follow.senders.refuse_for_now"
    message, moment = write(purpose=ConsentPurpose.SERVICE, at_once=True), at
    for wait in BACK_OFF:
        deliver_due(at=moment)
        message.refresh_from_db()
        assert (message.status, message.due_at, message.trouble) == ("queued", moment + wait, "gateway_503")
        moment = message.due_at
    deliver_due(at=moment)

    message.refresh_from_db()
    assert (message.status, message.attempts) == ("failed", MOST_ATTEMPTS)
    assert Alert.objects.get().kind == "message.failed"

    settings.SMS_SENDER = "tests.marketing.follow.senders.refuse_for_good"
    second = write(purpose=ConsentPurpose.SERVICE, at_once=True)
    deliver_due(at=at)
    second.refresh_from_db()
    assert (second.status, second.attempts) == ("failed", 1)
    assert Alert.objects.count() == 1


def test_a_dead_sender_is_left_alone_and_a_broken_one_hurts_nobody(write, settings, at):
    settings.SMS_SENDER = "tests.marketing.follow.senders.fault"
    senders.seen.clear()
    for _ in range(5):
        write(purpose=ConsentPurpose.SERVICE, at_once=True)

    assert deliver_due(at=at) == 0

    assert len(senders.seen) == 3
    assert Message.objects.filter(status=MessageStatus.QUEUED).count() == 5


def test_a_worker_that_died_loses_nothing(write, outbox, at):
    """Its claim is nobody else's while it may live, and another's afterwards; the key stays the same."""
    message = write(purpose=ConsentPurpose.SERVICE, at_once=True)
    claims: list[Message] = []
    prepare(message.pk, claims, at=at)
    assert len(claims) == 1

    deliver_due(at=at + CLAIM - MINUTE)
    assert outbox() == []
    deliver_due(at=at + CLAIM)

    [line] = outbox()
    assert line["key"] == message.delivery_key
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("sent", 2)


def test_a_message_that_kills_every_worker_is_given_up(write, at):
    message, moment = write(purpose=ConsentPurpose.SERVICE, at_once=True), at
    for _ in range(MOST_ATTEMPTS):
        prepare(message.pk, [], at=moment)
        moment += CLAIM
    prepare(message.pk, [], at=moment)

    message.refresh_from_db()
    assert (message.status, message.trouble) == ("failed", "worker_lost")


def test_every_state_and_verb(write, at):
    ended = (MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.CANCELLED)
    for status in MessageStatus:
        for verb, (sources, target) in MESSAGE_MOVES.items():
            message = write()
            cause = CancelCause.BY_HAND if status == MessageStatus.CANCELLED else ""
            Message.objects.filter(pk=message.pk).update(
                status=status, cause=cause, ended_at=at if status in ended else None
            )
            fields = {"ended_at": at} if target in ended else {}
            fields |= {"cause": CancelCause.BY_HAND} if target == MessageStatus.CANCELLED else {}
            row = locked(message)
            if status in sources:
                assert move(row, verb, **fields).status == target
            else:
                with pytest.raises(IllegalMessageMove):
                    move(row, verb, **fields)


def test_nothing_but_whole_approved_words(write, branch, customer, adviser, at):
    with pytest.raises(NoTemplate):
        messages.send(customer, "message-nobody-wrote", branch=branch, by=adviser.actor, at=at, values={})
    with pytest.raises(ValueMissing):
        write(values={"branch": "城东支行"})
    with pytest.raises(BadRecipient):
        messages.send_to("nobody", GREETING, branch=branch, by=adviser.actor, at=at, values=VALUES)
    assert messages.render("{name} {name.__class__}", {"name": "{number}"}) == "{number} {name.__class__}"


def test_personal_data_is_encrypted_forgotten_and_in_no_journal(write, branch, adviser, at):
    message = write(at_once=True)
    other = messages.send_to(
        "13900000009", GREETING, branch=branch, by=adviser.actor, at=at, values=VALUES, at_once=True
    )
    deliver_due(at=at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT body, title, recipient FROM marketing_message ORDER BY id")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT payload::text FROM live_entry")
        told = str(cursor.fetchall())
    for secret in ("13900000009", "13800000001", "李经理", "问候", "张小明"):
        assert secret not in stored
        assert secret not in told
    assert Entry.objects.filter(type="message.sent").count() == 2

    assert forgetting.forget(at=at + 89 * DAY) == 0
    assert forgetting.forget(at=at + 91 * DAY) == 2
    for one in (message, other):
        one.refresh_from_db()
        assert (one.body, one.title, one.recipient) == ("", "", "")


def test_a_sweep_costs_the_same_for_each(write, outbox, at, django_assert_num_queries):
    write(purpose=ConsentPurpose.SERVICE, at_once=True)
    with django_assert_num_queries(1 + 9):
        deliver_due(at=at)
    for _ in range(3):
        write(purpose=ConsentPurpose.SERVICE, at_once=True)
    with django_assert_num_queries(1 + 3 * 9):
        deliver_due(at=at)


def test_a_banks_own_sender_of_texts_is_used(settings, write, at):
    settings.SMS_SENDER = "tests.marketing.follow.senders.keep"
    senders.seen.clear()

    message = write(purpose=ConsentPurpose.SERVICE, at_once=True)
    deliver_due(at=at)

    message.refresh_from_db()
    assert [one.way for one in senders.seen] == ["sms"]
    assert message.sender == "senders"


def test_a_sweep_ends_before_its_claims_do(write, outbox, at, settings, monkeypatch):
    """A slow gateway: the next sweep claims anew, with its own time."""
    for n in range(3):
        write(purpose="service", key=str(n))
    assert dt.timedelta(seconds=sending.SWEEP_LASTS_S) < CLAIM / 2
    monkeypatch.setattr(sending, "SWEEP_LASTS_S", 0.0)

    assert [deliver_due(at=at) for _ in range(4)] == [1, 1, 1, 0]
