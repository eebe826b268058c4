"""CM-5: what the customer sees and nobody else, what can be done there, and what a hostile caller gets."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.domain import cases, follow
from complaints.enums.cases import CardStep, EntryKind, RejectReason, Step, ToldWay, Verdict
from complaints.models import Complaint, ComplaintCode, ComplaintTerms
from complaints.selectors.receipt import receipt_of
from complaints.views import limits
from lobby.branches.models import Branch, Staff
from lobby.floor import attachable
from lobby.floor.domain.attachments import MOST_OF_CUSTOMER
from lobby.floor.models import Attachment
from queueing.models import Ticket
from tests.complaints.capture.conftest import Phone
from tests.complaints.factories import make_complaint

pytestmark = pytest.mark.usefixtures("clock", "terms")
HOUR = dt.timedelta(hours=1)


def address(complaint: Complaint, name: str = "receipt") -> str:
    return reverse(f"complaints:{name}", args=[complaint.token])


def settled(complaint: Complaint, by: Staff, codes: dict[str, ComplaintCode], at: dt.datetime) -> Complaint:
    """Heard, registered and settled by the card."""
    cases.hear(complaint, by=by, at=at)
    cases.register(complaint, by=by, at=at, severity="minor", **codes)
    card = list(CardStep)
    return cases.settle(complaint, by=by, at=at, card=card, verdict=Verdict.PARTLY, answer="已经为您退费")


def test_it_says_where_it_stands_and_tells_nothing_internal(
    phone: Phone,
    complaint: Complaint,
    branch: Branch,
    manager: Staff,
    teller: Staff,
    head: Staff,
    codes: dict[str, ComplaintCode],
    at: dt.datetime,
) -> None:
    cases.note(complaint, by=manager, at=at, text="内部：客户以前也投诉过")
    cases.feedback(complaint, by=manager, at=at, text="我们正在调取叫号记录", way=ToldWay.PHONE)
    cases.hear(complaint, by=manager, at=at, text="内部：情绪激动")
    cases.register(complaint, by=manager, at=at, severity="normal", about_staff=teller, **codes)
    cases.analyse(complaint, by=manager, at=at, text="内部：柜员离岗")
    cases.plan(complaint, by=manager, at=at, text="内部：补偿方案", responsibility="staff", local_cause="wait")
    follow.promise(complaint, by=manager, at=at, text="周四前退费", due_at=at + 24 * HOUR)
    cases.add_by_customer(complaint, at=at, text="补充：我的账号六二二二")

    with CaptureQueriesContext(connection) as costs:
        answer = phone.get(address(complaint))
    html = answer.content.decode()

    assert len(costs) <= 8
    for seen in (
        complaint.number,
        "我们正在调取叫号记录",
        "周四前退费",
        manager.name,
        "2026-03-11 10:00",
        "2026-03-25 23:59",
    ):
        assert seen in html, seen
    hidden = (
        "内部",
        "离岗",
        "补偿",
        teller.name,
        "只给经办看",
        "张小明",
        "13900001111",
        "六二二二",
        "普通",
        f">{complaint.pk}<",
    )
    for secret in hidden:
        assert secret not in html, secret
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<html lang="en"' in phone.get(address(complaint), {"lang": "en"}).content.decode()
    assert re.search(r'aria-current="step"><span class="receipt-dot">4<', html)


def test_unknown_addresses_get_one_answer_and_reading_has_a_limit(
    complaint: Complaint, ticket: Ticket, at: dt.datetime
) -> None:
    phone = Client(REMOTE_ADDR="192.0.2.7")
    unknown = [f"/c/{'A' * 32}/", f"/c/{complaint.token[:-1]}{'x' if complaint.token[-1] != 'x' else 'y'}/"]
    unknown += [f"/c/{'A' * 32}/{act}/" for act in ("add", "withdraw", "review", "reopen")]
    unknown += [f"/complaint-pictures/{'A' * 32}/"]

    def seen(path: str) -> tuple[int, str, Any]:
        answer = phone.get(path) if path.count("/") == 3 and "pictures" not in path else phone.post(path, {"text": "x"})
        body = re.sub(r'(csrf-token" content=|csrfmiddlewaretoken" value=)"[^"]*"', "", answer.content.decode())
        body = re.sub(r'name="next" value="[^"]*"', "", body)
        return answer.status_code, body, (answer["Cache-Control"], answer["X-Robots-Tag"])

    first, *others = [seen(path) for path in unknown]
    assert first[0] == 404
    assert all(one == first for one in others)
    assert phone.get(address(complaint, "receipt-add")).status_code == 405
    assert phone.get(address(complaint)).status_code == 200
    # Somebody who has read as much as an address may, an hour from now: no test waits, and none depends on its speed.
    while not limits.reading.take("receipt:192.0.2.7", time.monotonic() + 3600):
        pass
    assert phone.get(unknown[0]).status_code == phone.get(address(complaint)).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.8").get(address(complaint)).status_code == 200
    assert phone.get(reverse("complaints:intake", args=["nothing"])).status_code == 429


def test_words_pictures_withdrawing_and_what_is_refused_after_the_end(
    phone: Phone, complaint: Complaint, manager: Staff, picture: Any, media: Any, at: dt.datetime
) -> None:
    page = address(complaint)

    def send(name: str, **values: Any) -> Any:
        return phone.send(page, address(complaint, name), **values)

    added = send("receipt-add", text="还有一件事 <script>")
    assert added["Location"].startswith(page)
    assert "done=added" in added["Location"]
    assert "您的补充已记入投诉" in phone.get(added["Location"]).content.decode()
    assert complaint.entries.get(kind=EntryKind.CUSTOMER).text == "还有一件事 <script>"
    assert send("receipt-add", text=" ").status_code == 400
    assert send("receipt-add", text="x" * 2001).status_code == 400

    for name, content, status in (
        ("现场.jpg", picture(), 302),
        ("x.html", b"<html><script>alert(1)</script>", 400),
        ("x.jpg", b"%PDF-1.7 evil", 400),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 400),
        ("x.gif", b"GIF89a" + b"\0" * 50, 400),
        ("../../etc/passwd.jpg", picture("PNG") + b"<?php evil", 302),
    ):
        assert send("receipt-picture", file=SimpleUploadedFile(name, content)).status_code == status, name
    kept = Attachment.objects.filter(subject_type="complaint", subject_id=complaint.pk).order_by("pk")
    assert [(one.name, one.media_type, one.uploaded_by) for one in kept] == [
        ("现场.jpg", "image/jpeg", None),
        ("passwd.jpg", "image/jpeg", None),
    ]
    assert b"php" not in (media / kept[1].stored).read_bytes()
    assert attachable.may_see(manager, "complaint", complaint.pk)
    for _ in range(MOST_OF_CUSTOMER - 2):
        assert send("receipt-picture", file=SimpleUploadedFile("a.jpg", picture())).status_code == 302
    assert send("receipt-picture", file=SimpleUploadedFile("a.jpg", picture())).status_code == 429
    assert send("receipt-picture").status_code == 400

    staff = Client()
    staff.force_login(manager)
    assert staff.post(address(complaint, "receipt-withdraw"), {"text": ""}).status_code == 403
    assert Phone().post(address(complaint, "receipt-withdraw"), {}).status_code == 403
    assert send("receipt-withdraw", text="").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.step, complaint.ended_at) == (Step.WITHDRAWN, at)
    assert address(complaint, "receipt-withdraw") not in phone.get(page).content.decode()


def test_review_and_reopening_of_what_is_closed(
    phone: Phone,
    clock: Any,
    branch: Branch,
    complaint: Complaint,
    manager: Staff,
    head: Staff,
    codes: dict[str, ComplaintCode],
    at: dt.datetime,
) -> None:
    settled(complaint, manager, codes, at)
    html = phone.get(address(complaint)).content.decode()
    assert "已经为您退费" in html
    assert address(complaint, "receipt-reopen") in html
    assert address(complaint, "receipt-review") not in html
    reopened = phone.send(address(complaint), address(complaint, "receipt-reopen"), text="又扣了一次费")
    assert "done=reopened" in reopened["Location"]
    complaint.refresh_from_db()
    assert (complaint.step, complaint.reopened_count) == (Step.ANALYSING, 1)
    assert phone.send(address(complaint), address(complaint, "receipt-reopen"), text="又").status_code == 409

    closed = make_complaint(
        branch, owner=manager, step=Step.CLOSED, decided_at=at, decided_by=manager, verdict=Verdict.NOT_UPHELD
    )
    assert address(closed, "receipt-review") in phone.get(address(closed)).content.decode()
    assert address(closed, "receipt-add") not in phone.get(address(closed)).content.decode()
    asked = phone.send(address(closed), address(closed, "receipt-review"), text="不同意这个决定")
    assert "done=reviewing" in asked["Location"]
    closed.refresh_from_db()
    assert closed.step == Step.IN_REVIEW
    late = make_complaint(
        branch, owner=manager, step=Step.CLOSED, decided_at=at, decided_by=manager, verdict=Verdict.UPHELD
    )
    clock.shift(dt.timedelta(days=32))
    assert not reviews_offered(late, at + dt.timedelta(days=32))
    assert phone.send(address(late), address(late, "receipt-review"), text="晚了").status_code == 409


def reviews_offered(complaint: Complaint, at: dt.datetime) -> bool:
    return "review" in receipt_of(complaint, at=at).may


def test_reasons_of_what_was_not_accepted_are_told(
    phone: Phone, complaint: Complaint, protector: Staff, at: dt.datetime
) -> None:
    cases.reject(complaint, by=protector, at=at, reason=RejectReason.NOT_OURS, text="这是别家银行的业务")

    html = phone.get(address(complaint)).content.decode()

    assert "这是别家银行的业务" in html
    assert 'aria-current="step"' not in html


def test_a_complaint_from_the_page_of_the_ticket(
    phone: Phone, branch: Branch, manager: Staff, ticket: Ticket, terms: ComplaintTerms
) -> None:
    page = reverse("complaints:intake", args=[ticket.page_token])
    assert page in phone.get(reverse("queueing:ticket-page", args=[ticket.page_token])).content.decode()
    form = phone.get(page).content.decode()
    flow = re.search(r'name="flow" value="([^"]+)"', form)[1]  # type: ignore[index]
    sent = {"flow": flow, "content": "排了很久", "contact": "139 0000 1111"}

    first = phone.send(page, **sent)
    again = phone.send(page, **sent)

    complaint = Complaint.objects.get()
    assert first["Location"] == again["Location"]
    assert complaint.token in first["Location"]
    assert (complaint.receipt_channel, complaint.ticket, complaint.received_by) == ("page", ticket, None)
    assert phone.get(first["Location"]).status_code == 200
    assert phone.send(page, flow="f" * 20, content="").status_code == 400
    assert phone.send(page, flow="short", content="x").status_code == 400
    for n in range(2):
        assert phone.send(page, flow=f"{n}" * 20, content="再次").status_code == 302
    refused = phone.send(page, flow="z" * 20, content="再次")
    assert refused.status_code == 409
    assert "再次" in refused.content.decode()
    assert Complaint.objects.count() == 3
    client = Client()
    client.force_login(manager)
    assert client.post(page, sent).status_code == 403
