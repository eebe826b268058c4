"""Keeping pictures and papers, and binding them to what they belong to. Files are written and deleted here alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import secrets
import threading
from collections.abc import Iterable
from functools import partial
from typing import Any, BinaryIO

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Q
from PIL import Image, ImageOps, UnidentifiedImageError

from lobby.branches.models import Branch, Staff
from lobby.floor.errors.attachments import (
    AttachmentBound,
    AttachmentTooLarge,
    AttachmentUnknown,
    NotAPicture,
    TooManyUploads,
)
from lobby.floor.models import Attachment
from lobby.live import journal

LIMIT_BYTES = 8 * 1024 * 1024
# A small file may claim a picture that fills the memory: the size it claims is read before its pixels.
LIMIT_PIXELS = 50_000_000
LONGEST_SIDE = 1920
JPEG_QUALITY = 85
PICTURES = ("JPEG", "PNG", "WEBP")
PDF = b"%PDF-"
UNBOUND_FOR = dt.timedelta(days=1)
# Nobody photographs more than this; a script that does fills no disk.
UNBOUND_OF_PERSON = 40
HOURLY_OF_PERSON = 120
# What one customer sends to one subject.
MOST_OF_CUSTOMER = 6
# Unpacked pixels are large: a process draws two pictures at a time, the others wait for their turn.
DRAWING = threading.BoundedSemaphore(2)
# Files whose row was rolled back are looked for in the folders of these days before today.
ORPHAN_DAYS = range(2, 9)
ENDINGS = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}


def keep(upload: BinaryIO | File[bytes], *, name: str, branch: Branch, by: Staff, at: dt.datetime) -> Attachment:
    """Keep an upload that is not bound yet. Raises TooManyUploads, NotAPicture, AttachmentTooLarge.

    Pictures are drawn anew as JPEG, at most 1920 pixels on the longer side: where they were taken, hidden scripts and
    anything else that rides in a file is gone. PDFs are kept as they are and only ever offered for download.
    """
    check_quota(by, at=at)
    raw = read(upload)
    media_type, content = ("application/pdf", raw) if raw.startswith(PDF) else ("image/jpeg", redrawn(raw))
    with journal.unit(by=by.actor, at=at):
        return add(content, media_type, name=name, branch=branch, at=at, uploaded_by=by)


def keep_from_customer(
    picture: bytes, *, name: str, subject: tuple[str, int], branch: Branch, at: dt.datetime
) -> Attachment:
    """Keep a picture that a customer sent by a page, bound at once. Call it inside a unit with the subject's row locked.

    `picture` comes from `drawn`: nobody here opens a stranger's document. Raises TooManyUploads.
    """
    check_quota_of_customer(subject)
    subject_type, subject_id = subject
    return add(picture, "image/jpeg", name=name, branch=branch, at=at, subject_type=subject_type, subject_id=subject_id)


def check_quota_of_customer(subject: tuple[str, int]) -> None:
    """Raises TooManyUploads for more pictures than one customer sends to one subject (1 query)."""
    sent = Attachment.objects.filter(subject_type=subject[0], subject_id=subject[1], uploaded_by=None)
    if sent.count() >= MOST_OF_CUSTOMER:
        raise TooManyUploads


def drawn(upload: BinaryIO | File[bytes]) -> bytes:
    """An upload that has to be a picture, drawn anew. Raises NotAPicture, AttachmentTooLarge."""
    return redrawn(read(upload))


def read(upload: BinaryIO | File[bytes]) -> bytes:
    """What was uploaded. Raises AttachmentTooLarge."""
    raw = upload.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        raise AttachmentTooLarge(limit=LIMIT_BYTES // 1024 // 1024)
    return raw


def add(content: bytes, media_type: str, *, name: str, branch: Branch, at: dt.datetime, **fields: Any) -> Attachment:
    """Store a file and write its row (1 statement)."""
    # Stored first: a row without its file would be a lie, a file without a row is swept.
    stored = store(content, at=at)
    return Attachment.objects.create(
        branch=branch,
        stored=stored,
        name=clean_name(name),
        media_type=media_type,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=at,
        **fields,
    )


def store(content: bytes, *, at: dt.datetime) -> str:
    """Write a file under a name that nobody can guess, where the sweep looks for it; returns the name."""
    return default_storage.save(f"{folder_of(at)}/{secrets.token_urlsafe(24)}", ContentFile(content))


def check_quota(person: Staff, *, at: dt.datetime) -> None:
    """Raises TooManyUploads for more than a person photographs (1 query)."""
    mine = Attachment.objects.filter(uploaded_by=person, uploaded_at__gt=at - UNBOUND_FOR)
    lately = Q(uploaded_at__gt=at - dt.timedelta(hours=1))
    counted = mine.aggregate(unbound=Count("pk", filter=Q(subject_id=None)), lately=Count("pk", filter=lately))
    if counted["unbound"] >= UNBOUND_OF_PERSON or counted["lately"] >= HOURLY_OF_PERSON:
        raise TooManyUploads


def folder_of(at: dt.datetime) -> str:
    """Where the files of a day lie."""
    return f"attachments/{at:%Y/%m/%d}"


def clean_name(name: str) -> str:
    """What the uploader called it, without paths, control characters and signs that turn the reading direction."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable()).strip(" .")[:100]


def file_name(kept: Attachment) -> str:
    """The name for downloading: its ending says what it is, whatever the uploader's said."""
    ending = ENDINGS.get(kept.media_type, "")
    stem = kept.name.rpartition(".")[0] or kept.name or f"{kept.pk}"
    return f"{stem}{ending}"


def redrawn(raw: bytes) -> bytes:
    """The picture alone, as JPEG. Raises NotAPicture, AttachmentTooLarge."""
    try:
        with DRAWING, Image.open(io.BytesIO(raw), formats=PICTURES) as picture:
            if picture.width * picture.height > LIMIT_PIXELS:
                raise AttachmentTooLarge(limit=LIMIT_BYTES // 1024 // 1024)
            # A JPEG is unpacked at a fraction of its size where that is enough.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            # What rides beside the pixels, such as a comment, would be written again.
            upright.info.clear()
            drawn = io.BytesIO()
            upright.save(drawn, "JPEG", quality=JPEG_QUALITY)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AttachmentTooLarge(limit=LIMIT_BYTES // 1024 // 1024) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    return drawn.getvalue()


def bind(ids: Iterable[int], *, subject: tuple[str, int], branch: Branch, by: Staff) -> list[Attachment]:
    """Bind one's own uploads to a subject (2 statements, none for no ids). Call it inside a unit of work.

    Raises AttachmentUnknown for one that is not there, another's, another branch's or bound to something else.
    """
    wanted = set(ids)
    if not wanted:
        return []
    mine = Attachment.objects.filter(pk__in=wanted, branch=branch, uploaded_by=by, subject_id=None)
    if mine.update(subject_type=subject[0], subject_id=subject[1]) != len(wanted):
        raise AttachmentUnknown
    return list(Attachment.objects.filter(pk__in=wanted).order_by("pk"))


def copy(subject: tuple[str, int], *, to: tuple[str, int], by: Staff, at: dt.datetime) -> None:
    """Give a subject its own copies of another's pictures and papers (1 + n statements). Call it inside a unit."""
    for one in Attachment.objects.filter(subject_type=subject[0], subject_id=subject[1]).order_by("pk"):
        with default_storage.open(one.stored) as file:
            one.stored = store(file.read(), at=at)
        one.pk, one.uploaded_at, one.uploaded_by = None, at, by
        one.subject_type, one.subject_id = to
        one.save(force_insert=True)


def drop(attachment_id: int, *, subject: tuple[str, int]) -> None:
    """Take a picture or paper off its subject; its file goes once that is certain. Call it inside a unit."""
    for one in Attachment.objects.filter(pk=attachment_id, subject_type=subject[0], subject_id=subject[1]):
        one.delete()
        transaction.on_commit(partial(default_storage.delete, one.stored))


def remove(attachment: Attachment, *, by: Staff) -> None:
    """Throw away one's own upload while it is bound to nothing. Raises AttachmentBound."""
    mine = Attachment.objects.filter(pk=attachment.pk, uploaded_by=by, subject_id=None)
    if not mine.delete()[0]:
        raise AttachmentBound
    default_storage.delete(attachment.stored)


def sweep_unbound(*, at: dt.datetime, limit: int = 500) -> int:
    """Forget uploads that nobody bound within a day; returns how many."""
    old = Attachment.objects.filter(subject_id=None, uploaded_at__lt=at - UNBOUND_FOR).order_by("pk")[:limit]
    gone = 0
    for attachment in old:
        deleted, _rows = Attachment.objects.filter(pk=attachment.pk, subject_id=None).delete()
        if deleted:
            default_storage.delete(attachment.stored)
            gone += 1
    return gone


def sweep_orphans(*, at: dt.datetime) -> int:
    """Delete the files of the last days that have no row: their upload was rolled back; returns how many."""
    return sum(sweep_folder(folder_of(at - dt.timedelta(days=days))) for days in ORPHAN_DAYS)


def sweep_folder(folder: str, batch: int = 500) -> int:
    """The same for one day's folder, `batch` names for each query."""
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return 0
    gone = 0
    for first in range(0, len(names), batch):
        stored = {f"{folder}/{name}" for name in names[first : first + batch]}
        known = set(Attachment.objects.filter(stored__in=stored).values_list("stored", flat=True))
        for orphan in stored - known:
            default_storage.delete(orphan)
            gone += 1
    return gone
