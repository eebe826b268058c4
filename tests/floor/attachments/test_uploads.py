"""Uploading: what is kept of a file, what is refused, and what a hostile one can do."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zlib

import pytest
from django.utils import timezone
from PIL import Image

from lobby.branches.enums import RoleCode
from lobby.branches.keys import create_key
from lobby.floor.domain import attachments
from lobby.floor.models import Attachment
from lobby.live.serving import body
from tests.factories import make_device, make_staff

SCRIPT = b"<html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _signed_in(client, teller):
    client.force_login(teller)


def kept(answer):
    assert answer.status_code == 201, answer.content
    return Attachment.objects.get(pk=answer.json()["id"])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_a_jpeg(send, picture, teller, branch, form):
    answer = send(picture(form))

    attachment = kept(answer)
    assert answer.json() == {
        "id": attachment.pk,
        "name": "photo.jpg",
        "media_type": "image/jpeg",
        "url": f"/attachments/{attachment.pk}/",
    }
    assert (attachment.uploaded_by, attachment.branch, attachment.subject_id) == (teller, branch, None)


def test_where_it_was_taken_is_gone(send, picture, stored):
    exif = Image.Exif()
    exif[0x010E] = "at the home of Mr Zhang"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 9.0)

    send(picture("JPEG", exif=exif))

    content = stored()[0].read_bytes()
    assert b"Zhang" not in content
    assert b"Exif" not in content


def test_a_picture_lying_on_its_side_is_put_upright(send, picture, stored):
    exif = Image.Exif()
    exif[0x0112] = 6

    send(picture("JPEG", (40, 30), exif=exif))

    assert Image.open(io.BytesIO(stored()[0].read_bytes())).size == (30, 40)


def test_a_large_picture_is_made_smaller(send, picture, stored):
    send(picture("JPEG", (4000, 3000)))

    assert Image.open(io.BytesIO(stored()[0].read_bytes())).size == (1920, 1440)


def test_a_picture_that_is_a_page_as_well_is_only_a_picture(send, picture, stored):
    send(picture("JPEG", comment=SCRIPT) + SCRIPT, "photo.html")

    assert b"script" not in stored()[0].read_bytes()


def test_a_pdf_that_is_a_page_as_well_is_downloaded_only(send, show):
    answer = send(b"%PDF-1.4\n" + SCRIPT, "x.html")

    page = show(answer.json()["url"])
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"] == 'attachment; filename="x.pdf"'
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    "content",
    [
        SCRIPT,
        b"GIF89a" + b"\0" * 100,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
        b"PK\x03\x04" + b"\0" * 50,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"\0",
    ],
)
def test_what_is_no_picture_is_refused(send, stored, content):
    answer = send(content)

    assert answer.status_code == 400
    assert Attachment.objects.count() == 0
    assert stored() == []


def test_half_a_picture_is_refused(send, picture):
    answer = send(picture("JPEG", (800, 600), quality=95)[:2000], accept="application/json")

    assert answer.json()["code"] == "not_a_picture"


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 10_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(send, side):
    answer = send(bomb(side, side), accept="application/json")

    assert answer.json()["code"] == "attachment_too_large"


def test_too_many_bytes_are_refused(send, picture):
    answer = send(picture() + b"\0" * attachments.LIMIT_BYTES, accept="application/json")

    assert answer.json()["code"] == "attachment_too_large"


@pytest.mark.parametrize("path", ["/attachments/7001/", "/api/v1/attachments/"])
def test_a_whole_picture_passes_the_gate(path):
    assert body.limits_of(path, body.LIMIT_S)[0] > attachments.LIMIT_BYTES


def test_no_file_is_refused(client, branch):
    answer = client.post(f"/attachments/{branch.code}/", {}, headers={"accept": "application/json"})

    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["file"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\柜台.jpg", "柜台.jpg"),
        ("<script>alert(1)</script>.jpg", "script>.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("x" * 300, "x" * 100),
        ("...", ""),
    ],
)
def test_a_name_is_only_a_name(name, told):
    assert attachments.clean_name(name) == told


def test_a_name_breaks_no_header(send, picture, show):
    answer = send(picture(), 'a"; filename="evil.html.jpg')

    page = show(answer.json()["url"])
    assert page["Content-Disposition"].startswith("inline; filename=")
    assert page["Content-Disposition"].endswith('.jpg"')
    assert page["Cache-Control"] == "private, max-age=300"


def test_a_stranger_may_not_upload_here(client, send, picture, stranger, stored):
    client.force_login(stranger)

    assert send(picture()).status_code == 404
    assert stored() == []


def test_nobody_may_not_upload(client, send, picture):
    client.logout()

    assert send(picture()).status_code == 302


def test_other_methods_are_refused(client, branch):
    assert client.put(f"/attachments/{branch.code}/").status_code == 405


def test_one_person_fills_no_disk(send, picture, teller, branch):
    now = timezone.now()
    rows = [
        Attachment(
            branch=branch,
            stored=f"x{n}",
            name="x",
            media_type="image/jpeg",
            bytes=1,
            uploaded_at=now,
            uploaded_by=teller,
        )
        for n in range(attachments.UNBOUND_OF_PERSON)
    ]
    Attachment.objects.bulk_create(rows)

    answer = send(picture(), accept="application/json")

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_uploads")


def test_what_an_upload_costs(send, picture, django_assert_num_queries):
    with django_assert_num_queries(7):
        send(picture())


def test_the_api_keeps_one_file_for_one_key(client, branch, picture):
    def call(content: bytes):
        file = io.BytesIO(content)
        file.name = "photo.png"
        headers = {"idempotency-key": "k1"}
        return client.post(f"/api/v1/attachments/?branch={branch.code}", {"file": file}, headers=headers)

    first, again, other = call(picture("PNG")), call(picture("PNG")), call(picture("PNG", (9, 9)))

    assert (first.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_mismatch")
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "code"), [("", "branch_missing"), ("?branch=%00", "invalid"), ("?branch=7002", "unknown_branch")]
)
def test_the_api_refuses_a_branch_that_is_not_ones_own(client, other_branch, picture, query, code):
    file = io.BytesIO(picture())
    file.name = "photo.jpg"

    answer = client.post(f"/api/v1/attachments/{query}", {"file": file})

    assert answer.json()["code"] == code


def test_the_api_wants_a_file(client, branch):
    answer = client.post(f"/api/v1/attachments/?branch={branch.code}", {"file": "no file"})

    assert (answer.status_code, answer.json()["code"]) == (400, "file_missing")


def test_a_mystery_visitor_uploads_too(client, send, picture, branch):
    client.force_login(make_staff("guest", branch, RoleCode.MYST))

    assert send(picture()).status_code == 201


def test_a_wall_uploads_nothing(client, branch, picture):
    client.logout()
    secret = create_key(make_device(branch, "W9"), at=timezone.now())[1]
    file = io.BytesIO(picture())
    file.name = "photo.jpg"

    address = f"/api/v1/attachments/?branch={branch.code}"
    answer = client.post(address, {"file": file}, headers={"authorization": f"Key {secret}"})

    assert answer.status_code == 403


def test_uploads_lie_in_the_folder_of_their_day(send, picture):
    attachment = kept(send(picture()))

    assert attachment.stored.startswith(f"attachments/{dt.datetime.now(dt.UTC):%Y/%m/%d}/")
