"""LM-10: what is filled in, that listening comes first on the server as well, drafts, repeats, strangers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.domain import drafting
from complaints.enums.cases import EntryKind, ReceiptChannel, Step
from complaints.models import Complaint, ComplaintCode, ComplaintDraft, ComplaintTerms
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.domain.library import installing
from lobby.floor.models import Attachment, Deadline
from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.complaints.capture.conftest import MINUTE

pytestmark = pytest.mark.usefixtures("clock", "terms")
JSON = {"Accept": "application/json"}
WORDS = "等了四十分钟，窗口还让我重填"


def post(client: Client, name: str, branch: Branch, key: str = "", **values: Any) -> Any:
    headers = {**JSON, **({"Idempotency-Key": key} if key else {})}
    return client.post(reverse(f"complaints:{name}", args=[branch.code]), values, headers=headers)


def test_what_is_known_is_filled_in_and_the_way_leads_from_the_ticket(
    client: Client,
    branch: Branch,
    session: CounterSession,
    teller: Staff,
    manager: Staff,
    ticket: Ticket,
    at: dt.datetime,
) -> None:
    installing.install(branch, at=at)
    called = call_next(session, by=teller.actor, at=at)
    assert called == ticket
    start(ticket, by=teller.actor, at=at)
    finish(ticket, by=teller.actor, at=at + 6 * MINUTE, outcome="done")
    client.force_login(manager)

    dialog = client.get(reverse("queueing:floor-ticket", args=[ticket.pk])).content.decode()
    address = f"{reverse('complaints:capture', args=[branch.code])}?ticket={ticket.pk}"
    page = client.get(address, headers={"Accept-Language": "zh"}).content.decode()

    assert address in dialog
    for known in ("A001", "40:00", "6:00", teller.name, "1号窗口"):
        assert known in page
    assert "您请坐，慢慢说" in page
    assert "请冷静。别着急，听我说。" in page
    assert "disabled" in page[page.index("data-facts") :][:30]
    visit = client.get(reverse("complaints:capture", args=[branch.code]), {"visit": ticket.visit_id})
    assert "A001" in visit.content.decode()
    with CaptureQueriesContext(connection) as costs:
        client.get(address)
    assert len(costs) <= 16


def test_facts_before_listening_are_refused_and_after_it_the_moments_are_in_order(
    client: Client, clock: Any, branch: Branch, manager: Staff, ticket: Ticket, at: dt.datetime
) -> None:
    client.force_login(manager)
    early = post(client, "capture-take-down", branch, ticket=ticket.pk, content=WORDS)
    assert (early.status_code, early.json()["code"]) == (409, "emotion_first")
    assert not Complaint.objects.exists()

    assert post(client, "capture-hear", branch, ticket=ticket.pk).status_code == 200
    clock.shift(20)
    assert post(client, "capture-hear", branch, ticket=ticket.pk).status_code == 200
    clock.shift(20)
    sent = {"content": WORDS, "severity": "normal", "contact": "139", "representatives": "李四, 138\n王五"}
    done = post(client, "capture-take-down", branch, ticket=ticket.pk, **sent)

    complaint = Complaint.objects.get()
    assert done.json() == {"redirect": reverse("complaints:captured", args=[complaint.pk])}
    assert complaint.emotion_at == at
    assert complaint.facts_at == at + dt.timedelta(seconds=40)
    assert (complaint.receipt_channel, complaint.ticket, complaint.step) == (
        ReceiptChannel.VISIT,
        ticket,
        Step.RECEIVED,
    )
    assert complaint.evidence["number"] == "A001"
    assert [(one.name, one.contact) for one in complaint.representatives.all()] == [("李四", "138"), ("王五", "")]
    assert [one.kind for one in complaint.entries.order_by("pk")][:2] == [EntryKind.EMOTION, EntryKind.RECEIVED]
    assert not ComplaintDraft.objects.exists()
    assert not Deadline.objects.filter(kind=drafting.DRAFT_CLOCK, done_at=None).exists()
    journal = "".join(str(one.payload) for one in Entry.objects.all())
    assert "四十分钟" not in journal
    assert "李四" not in journal


def test_a_repeat_after_a_lost_line_makes_one_complaint_and_pictures_come_along(
    client: Client, branch: Branch, manager: Staff, picture: Any
) -> None:
    client.force_login(manager)
    upload = SimpleUploadedFile("现场.jpg", picture())
    kept = client.post(reverse("floor:attachment", args=[branch.code]), {"file": upload}).json()["id"]
    post(client, "capture-hear", branch)
    sent = {"content": WORDS, "attachment": kept, "channel": "call"}

    first = post(client, "capture-take-down", branch, key="k1", **sent)
    again = post(client, "capture-take-down", branch, key="k1", **sent)

    complaint = Complaint.objects.get()
    assert first.json() == again.json()
    assert Attachment.objects.get(pk=kept).subject_id == complaint.pk
    assert complaint.receipt_channel == ReceiptChannel.CALL
    assert complaint.entries.filter(kind=EntryKind.ATTACHED).count() == 1


def test_the_draft_comes_back_flags_phrases_and_is_gone_after_a_day(
    client: Client, clock: Any, branch: Branch, manager: Staff, teller: Staff, ticket: Ticket, at: dt.datetime
) -> None:
    client.force_login(manager)
    address = f"{reverse('complaints:capture', args=[branch.code])}?ticket={ticket.pk}"
    unheard = post(client, "capture-keep", branch, ticket=ticket.pk, content="x").json()
    post(client, "capture-hear", branch, ticket=ticket.pk)
    kept = post(client, "capture-keep", branch, ticket=ticket.pk, content="他说请冷静", contact="139", evil="x").json()

    page = client.get(address).content.decode()
    client.force_login(teller)
    others = client.get(address).content.decode()

    assert unheard == {"kept": False, "findings": []}
    assert (kept["kept"], [one["code"] for one in kept["findings"]]) == (True, ["calm_down"])
    assert "他说请冷静" in page
    assert "139" in page
    assert "他说请冷静" not in others
    draft = ComplaintDraft.objects.get()
    assert drafting.words_of(draft) == {"content": "他说请冷静", "contact": "139"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM complaints_complaintdraft")
        assert "139" not in cursor.fetchone()[0]
    clock_row = Deadline.objects.get(kind=drafting.DRAFT_CLOCK)
    drafting.keep(draft, by=manager, at=at + 60 * MINUTE, words={})
    day = dt.timedelta(days=1)
    assert drafting.when_forgotten(clock_row, at + day) == at + day + 60 * MINUTE
    assert drafting.when_forgotten(clock_row, at + day + 60 * MINUTE) is None
    assert not ComplaintDraft.objects.exists()
    assert drafting.when_forgotten(clock_row, at + 2 * day) is None


def test_settled_on_the_spot_with_all_four_ticks_and_flagged_words_are_asked_about_once(
    client: Client, branch: Branch, manager: Staff, ticket: Ticket, codes: dict[str, ComplaintCode]
) -> None:
    client.force_login(manager)
    post(client, "capture-hear", branch, ticket=ticket.pk)
    post(client, "capture-take-down", branch, ticket=ticket.pk, content=WORDS)
    complaint = Complaint.objects.get()
    page = client.get(reverse("complaints:captured", args=[complaint.pk])).content.decode()
    card = {
        "card": ["listened", "understood", "solved"],
        "answer": "请冷静，已经退费",
        "local_cause": "wait",
        "severity": "minor",
        "verdict": "upheld",
        "complainant": "张小明",
        "channel_code": codes["channel_code"].pk,
        "business_code": codes["business_code"].pk,
    }

    def settle(**more: Any) -> Any:
        return client.post(reverse("complaints:on-the-spot", args=[complaint.pk]), {**card, **more}, headers=JSON)

    assert reverse("complaints:on-the-spot", args=[complaint.pk]) in page
    assert reverse("complaints:receipt", args=[complaint.token]) in page
    assert settle(severity="").json()["fields"].keys() == {"severity"}
    assert settle().json()["code"] == "phrases_flagged"
    assert settle(keeps_words="on").json()["code"] == "card_incomplete"
    complaint.refresh_from_db()
    assert complaint.step == Step.RECEIVED
    card["card"].append("confirmed")
    assert settle(keeps_words="on").status_code == 200
    complaint.refresh_from_db()
    assert (complaint.step, complaint.on_the_spot, complaint.local_cause) == (Step.FOLLOWUP, True, "wait")
    after = client.get(reverse("complaints:captured", args=[complaint.pk])).content.decode()
    assert reverse("complaints:on-the-spot", args=[complaint.pk]) not in after


def test_who_takes_down_hands_out_the_receipt_today_and_nobody_complained_about_sees_it(
    client: Client,
    clock: Any,
    branch: Branch,
    teller: Staff,
    teller2: Staff,
    manager: Staff,
    stranger: Staff,
    ticket: Ticket,
    terms: ComplaintTerms,
) -> None:
    client.force_login(teller)
    post(client, "capture-hear", branch, ticket=ticket.pk)
    post(client, "capture-take-down", branch, ticket=ticket.pk, content=WORDS, complainant="张小明")
    mine = Complaint.objects.get()
    post(client, "capture-hear", branch, ticket=ticket.pk)
    post(client, "capture-take-down", branch, ticket=ticket.pk, content=WORDS, about_staff=teller.pk)
    about_me = Complaint.objects.latest("pk")
    noted = client.get(f"{reverse('complaints:capture', args=[branch.code])}?noted=1").content.decode()
    assert "由其他人负责处理并交付回执" in noted

    def status(staff: Staff, complaint: Complaint) -> int:
        client.force_login(staff)
        return client.get(reverse("complaints:captured", args=[complaint.pk])).status_code

    assert [status(one, mine) for one in (teller, teller2, manager, stranger)] == [200, 404, 200, 404]
    assert [status(one, about_me) for one in (teller, manager)] == [404, 200]
    assert status(factories.make_staff("fan", branch, RoleCode.AUDITOR), mine) == 403
    client.force_login(teller)
    slip = client.get(reverse("complaints:captured", args=[mine.pk])).content.decode()
    assert WORDS not in slip
    assert "张小明" not in slip
    clock.shift(dt.timedelta(days=1))
    assert status(teller, mine) == 404
    client.force_login(stranger)
    for name in ("capture-hear", "capture-keep", "capture-take-down"):
        assert post(client, name, branch, ticket=ticket.pk, content="x").status_code == 404
    other = factories.make_ticket(
        factories.make_service(stranger.home_branch, "cash", "A"), ticket.issued_at, by=stranger
    )
    client.force_login(manager)
    for wish in (f"{other.pk}", "0", "x", "9" * 30, "²"):
        assert post(client, "capture-hear", branch, ticket=wish).status_code == 404
        assert client.get(reverse("complaints:capture", args=[branch.code]), {"ticket": wish}).status_code == 404


def test_hostile_text_is_refused_or_shown_as_text(client: Client, branch: Branch, manager: Staff) -> None:
    client.force_login(manager)
    post(client, "capture-hear", branch)
    for bad in (
        {"content": ""},
        {"content": " \n"},
        {"content": "x" * 4001},
        {"content": "a\0b"},
        {"content": "x", "amount": "NaN"},
        {"content": "x", "amount": "-1"},
        {"content": "x", "about_staff": "1e3"},
        {"content": "x", "channel": "regulator"},
        {"content": "x", "channel": "evil"},
        {"content": "x", "attachment": "²"},
        {"content": "x", "attachment": "999999"},
        {"content": "x", "representatives": "\n".join(f"甲{n}" for n in range(6))},
    ):
        assert post(client, "capture-take-down", branch, **bad).status_code == 400, bad
    assert not Complaint.objects.exists()
    post(client, "capture-keep", branch, content='</textarea><script>alert(1)</script>{"a":1}' + "x" * 9000)
    page = client.get(reverse("complaints:capture", args=[branch.code])).content.decode()
    assert "<script>alert" not in page
    text = "<script>alert(1)</script> \u202ebackwards"
    assert post(client, "capture-take-down", branch, content=text).status_code == 200
    assert Complaint.objects.get().content == "<script>alert(1)</script> backwards"
