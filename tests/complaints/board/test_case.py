"""A complaint's page: what it shows, what it hides, what of reading it is written down, whom it offers which act."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from complaints.domain import cases as verbs
from complaints.domain.cases import moving
from complaints.enums.board import DIALOG_ROOMS
from complaints.enums.cases import ClockKind, EntryKind, ReceiptChannel, Step
from complaints.masking import masked_contact, masked_words
from complaints.models import ClockNotice, Complaint, ComplaintEntry
from complaints.panels.board import SCREEN
from complaints.selectors.acts import allowed_to
from complaints.selectors.case import dialog_of
from lobby.branches.access import permissions_at
from lobby.branches.enums import RoleCode
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Service, Staff
from lobby.floor.access.attachments import attachment_for
from lobby.floor.domain import attachments
from lobby.live import journal
from lobby.live.models import Entry
from lobby.live.news import event_of, shown
from tests import factories
from tests.complaints.factories import make_complaint, make_terms

S, E = Step, EntryKind
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
WORDS = "我是王小兰，电话 138 0013 8000，卡号6222021234567890123，等了90分钟，扣了50000元，请回 lan@example.com"
SECRETS = ("王小兰", "138 0013 8000", "13800138000", "6222021234567890123", "lan@example.com", "13911112222", "李大海")

Open = Callable[..., Any]


@pytest.fixture
def opened(client: Client, at: dt.datetime) -> Open:
    """Open an address of a complaint as somebody."""

    def call(staff: Staff, complaint: Complaint, name: str = "case", method: str = "get", **sent: Any) -> Any:
        client.force_login(staff)
        where = [complaint.branch.code, complaint.number, *sent.pop("more", ())]
        with time_machine.travel(at, tick=False):
            return getattr(client, method)(reverse(f"complaints:{name}", args=where), sent)

    return call


@pytest.fixture
def told(branch: Branch, cash: Service, manager: Staff, teller: Staff, at: dt.datetime) -> Complaint:
    """A complaint from a ticket, with something of every kind in its timeline."""
    make_terms()
    ticket = factories.make_ticket(cash, at - DAY - 30 * MINUTE, by=manager)
    complaint = verbs.receive(
        branch,
        by=manager.actor,
        at=at - DAY,
        channel=ReceiptChannel.VISIT,
        content=WORDS,
        ticket=ticket,
        complainant="王小兰",
        contact="13800138000",
        representatives=[verbs.Speaker("李大海", "13911112222")],
        is_heard=True,
    )
    verbs.add_by_customer(complaint, at=at - DAY + MINUTE, text="再打 13800138000 找王小兰")
    verbs.note(complaint, by=manager, at=at - DAY + 2 * MINUTE, text="已调取叫号记录")
    clock = complaint.clocks.get(kind=ClockKind.FIRST_FEEDBACK)
    ClockNotice.objects.create(clock=clock, level=50, told=manager, at=at - DAY / 2)
    return complaint


def reads(complaint: Complaint) -> list[tuple[str, dict[str, str]]]:
    """Who read it and what."""
    rows = ComplaintEntry.objects.filter(complaint=complaint, kind=E.READ).order_by("pk")
    return [(row.by.username if row.by else "", row.values) for row in rows]


def test_the_page_hides_names_and_numbers_until_they_are_shown(
    opened: Open, told: Complaint, manager: Staff, branch: Branch, at: dt.datetime
) -> None:
    touched_at = Complaint.objects.get(pk=told.pk).touched_at

    page = opened(manager, told).content.decode()
    part = opened(manager, told, part="now").content.decode()
    full = opened(manager, told, "case-show", "post").content.decode()

    for secret in SECRETS:
        assert secret not in page, secret
        assert secret not in part, secret
    assert "王*兰" in page
    assert "****8000" in page
    assert "90分钟" in page
    assert "50000元" in page
    assert "已调取叫号记录" in page
    for secret in SECRETS[:2] + SECRETS[3:]:
        assert secret in full, secret
    assert reads(told) == [(manager.username, {"what": "page"}), (manager.username, {"what": "personal"})]
    assert Complaint.objects.get(pk=told.pk).touched_at == touched_at
    news = Entry.objects.filter(branch_id=branch.pk, type="personal_data.shown").get()
    assert news.payload == {"complaint": told.pk, "number": told.number}
    written = "".join(str(row.payload) for row in Entry.objects.filter(branch_id=branch.pk))
    assert not [secret for secret in SECRETS if secret in written]


def test_the_timeline_is_one(opened: Open, told: Complaint, manager: Staff, at: dt.datetime) -> None:
    page = opened(manager, told).content.decode()

    timeline = page[page.index("case-timeline") :]
    words = ["50", "已调取叫号记录", "再打 ****8000", "取号"]
    places = [timeline.index(word) for word in words]
    assert places == sorted(places)
    assert "case-line-clock" in timeline
    assert "case-line-visit" in timeline
    assert page.count('aria-current="step"') == 1


def test_who_sees_it_and_who_has_it_shown(
    opened: Open,
    told: Complaint,
    manager: Staff,
    lead: Staff,
    teller: Staff,
    office: Staff,
    stranger: Staff,
    branch: Branch,
) -> None:
    """Strangers and whoever it is about find nothing; the offices see it without what their role does not need."""
    Complaint.objects.filter(pk=told.pk).update(about_staff=lead)
    auditor = factories.make_staff("audit", branch, RoleCode.AUDITOR)
    codes = {
        staff.username: (opened(staff, told).status_code, opened(staff, told, "case-show", "post").status_code)
        for staff in (manager, lead, teller, office, auditor, stranger)
    }

    assert codes == {
        manager.username: (200, 200),
        lead.username: (404, 404),
        teller.username: (404, 404),
        office.username: (200, 403),
        auditor.username: (200, 403),
        stranger.username: (404, 404),
    }
    page = opened(office, told).content.decode()
    assert reverse("complaints:case-show", args=[branch.code, told.number]) not in page
    assert not [secret for secret in SECRETS if secret in page]
    assert {who for who, _what in reads(told)} == {manager.username, office.username, auditor.username}
    for name, more in (("case-dialog", ("assign",)), ("case-pictures", ())):
        method = "post" if name == "case-pictures" else "get"
        assert opened(lead, told, name, method, more=more).status_code == 404


def test_the_page_costs_the_same_for_any_log(
    client: Client, told: Complaint, manager: Staff, branch: Branch, at: dt.datetime
) -> None:
    client.force_login(manager)
    address, costs = reverse("complaints:case", args=[branch.code, told.number]), []
    for lines in (0, 2, 30):
        with journal.unit(by=manager.actor, at=at):
            for _line in range(lines):
                moving.log(told, E.NOTE, by=manager.actor, at=at, text="看过")
        with time_machine.travel(at, tick=False), CaptureQueriesContext(connection) as ran:
            assert client.get(address).status_code == 200
        costs.append(len([one for one in ran.captured_queries if "SAVEPOINT" not in one["sql"]]))

    assert costs == [23, 23, 23]


def test_what_is_offered_follows_step_role_and_clock(
    branch: Branch, manager: Staff, head: Staff, protector: Staff, office: Staff, at: dt.datetime
) -> None:
    people = {"owner": manager, "head": head, "protector": protector, "office": office}

    def offered(at_step: Step, moment: dt.datetime = at, **fields: Any) -> dict[str, set[str]]:
        complaint = make_complaint(branch, owner=manager, step=at_step, received_at=at - DAY, **fields)
        return {
            name: set(allowed_to(staff, complaint, permissions_at(staff, branch), at=moment)) & MOVED
            for name, staff in people.items()
        }

    MOVED = {"hear", "register", "settle", "analyse", "plan", "resolve", "decide", "extend", "assign", "callback"}
    MOVED |= {"close", "merge", "reject", "reopen", "decide_review"}
    first = offered(S.RECEIVED)
    assert first["owner"] == {"hear", "register", "extend", "assign"}
    assert first["head"] == first["owner"]
    assert first["protector"] == {"hear", "register", "extend", "merge", "reject"}
    assert first["office"] == {"assign"}
    assert offered(S.ANALYSING, emotion_at=at)["owner"] == {"plan", "extend", "assign"}
    assert offered(S.ANALYSING, emotion_at=at)["head"] == {"extend", "assign"}
    major = offered(S.PLANNED, is_major=True, planned_by=manager)
    assert {name for name, acts in major.items() if "resolve" in acts} == {"head", "office"}
    assert "extend" not in offered(S.RESOLVING, moment=at + 40 * DAY)["owner"]
    assert offered(S.CLOSED)["protector"] == {"reopen"}
    assert offered(S.IN_REVIEW)["office"] == {"assign", "decide_review"}


def test_every_act_has_its_dialog() -> None:
    for verb in DIALOG_ROOMS:
        get_template(dialog_of(verb))


def test_a_dialog_comes_alone_for_the_board(opened: Open, told: Complaint, manager: Staff, office: Staff) -> None:
    good = opened(manager, told, "case-dialog", more=("assign",))
    late = opened(manager, told, "case-dialog", more=("close",))
    unknown = opened(manager, told, "case-dialog", more=("explode",))

    assert good.status_code == 200
    assert "<dialog" in good.content.decode()
    assert "<html" not in good.content.decode()
    assert late.status_code == 409
    assert unknown.status_code == 404
    assert reads(told) == []


def test_pictures_are_for_those_who_may_read_what_is_personal(
    client: Client,
    opened: Open,
    told: Complaint,
    manager: Staff,
    head: Staff,
    lead: Staff,
    branch: Branch,
    settings: Any,
    tmp_path: Any,
    at: dt.datetime,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    drawn.seek(0)
    kept = attachments.keep(drawn, name="回单.png", branch=branch, by=manager, at=at)

    stolen = opened(head, told, "case-pictures", "post", attachment=kept.pk)
    bound = opened(manager, told, "case-pictures", "post", attachment=kept.pk)
    Complaint.objects.filter(pk=told.pk).update(about_staff=lead)

    assert (stolen.status_code, bound.status_code) == (400, 302)
    line = ComplaintEntry.objects.get(complaint=told, kind=E.ATTACHED)
    assert (line.by, line.values) == (manager, {"files": 1})
    address = reverse("floor:attachment", args=[kept.pk])
    assert address in opened(head, told).content.decode()
    assert b"".join(client.get(address).streaming_content).startswith(b"\xff\xd8")
    assert reads(told) == [(head.username, {"what": "page"}), (head.username, {"what": "picture"})]
    with pytest.raises(NotFound):
        attachment_for(lead, kept.pk)


def test_the_socket_carries_no_more_than_an_id(told: Complaint, branch: Branch) -> None:
    entries = list(Entry.objects.filter(branch_id=branch.pk, type__startswith="complaint."))

    assert {entry.type for entry in entries} == {"complaint.received", "complaint.major", "complaint.touched"}
    for entry in shown(entries, SCREEN, None):
        assert set(event_of(entry, SCREEN)) == {"complaint", "type", "seq", "at"}


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("电话13800138000", "电话****8000"),
        ("１３８００１３８０００", "****８０００"),
        ("138-0013-8000 或 010 8888 6666", "****8000 或 ****6666"),
        ("身份证11010119900307123X", "身份证****123X"),
        ("等了90分钟，扣50000元", "等了90分钟，扣50000元"),
        ("写信给 lan.wang@example.com", "写信给 l****@example.com"),
        ("王小兰和小王", "王*兰和小王"),
        ("", ""),
    ],
)
def test_words_are_masked(words: str, hidden: str) -> None:
    assert masked_words(words, "王小兰", "") == hidden
    assert masked_contact("微信 lanlan") == "****"


pytestmark = pytest.mark.django_db
