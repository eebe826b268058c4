"""Who reads what of a complaint, and that it is written down whichever way it is read."""

from __future__ import annotations

import datetime as dt
import io

from django.test import Client
from django.urls import reverse
from PIL import Image

from complaints.domain.pictures import add_picture
from complaints.enums.cases import EntryKind
from complaints.models import Complaint, ComplaintTerms
from lobby.branches.models import Branch, Staff
from tests.complaints.factories import make_complaint


def reads(complaint: Complaint) -> list[str]:
    """What was read, in order."""
    lines = complaint.entries.filter(kind=EntryKind.READ).order_by("pk")
    return [line.values["what"] for line in lines]


def test_a_part_that_is_read_by_itself_is_written_down_once_in_a_while(
    client: Client, branch: Branch, terms: ComplaintTerms, manager: Staff, head: Staff
) -> None:
    complaint = make_complaint(branch, owner=manager)
    client.force_login(head)
    address = reverse("complaints:case", args=[branch.code, complaint.number])

    for _ in range(3):
        assert client.get(address, {"part": "now"}).status_code == 200

    assert reads(complaint) == ["page"]


def test_the_receipt_in_other_hands_is_written_down(
    client: Client, branch: Branch, terms: ComplaintTerms, manager: Staff, head: Staff
) -> None:
    complaint = make_complaint(branch, owner=manager, received_by=manager, complainant="张小明")
    address = reverse("complaints:captured", args=[complaint.pk])
    client.force_login(manager)
    client.get(address)
    assert reads(complaint) == []

    client.force_login(head)
    assert "张小明" in client.get(address).content.decode()
    assert reads(complaint) == ["personal"]
    Complaint.objects.update(is_major=True)
    assert "张小明" not in client.get(address).content.decode()
    assert reads(complaint) == ["personal", "receipt"]


def test_pictures_are_for_who_may_read_names(
    client: Client, branch: Branch, terms: ComplaintTerms, manager: Staff, office: Staff, at: dt.datetime
) -> None:
    complaint = make_complaint(branch, owner=manager)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.seek(0)
    picture = reverse("floor:attachment", args=[add_picture(complaint, file, at=at, name="slip.png").pk])
    case = reverse("complaints:case", args=[branch.code, complaint.number])

    client.force_login(manager)
    assert b"".join(client.get(picture).streaming_content).startswith(b"\xff\xd8")
    assert picture in client.get(case).content.decode()
    client.force_login(office)
    assert client.get(picture).status_code == 404
    assert picture not in client.get(case).content.decode()
