"""Keeping pictures and papers, and binding them to what they belong to."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import secrets
from collections.abc import Iterable
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from lobby.branches.models import Branch, Staff
from lobby.floor.errors.attachments import AttachmentTooLarge, AttachmentUnknown, NotAPicture
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


def keep(upload: BinaryIO, *, name: str, branch: Branch, by: Staff, at: dt.datetime) -> Attachment:
    """Keep an upload that is not bound yet. Raises NotAPicture, AttachmentTooLarge.

    Pictures are drawn anew as JPEG, at most 1920 pixels on the longer side: where they were taken, hidden scripts and
    anything else that rides in a file is gone. PDFs are kept as they are and only ever offered for download.
    """
    raw = upload.read(LIMIT_BYTES + 1)
    if len(raw) > LIMIT_BYTES:
        raise AttachmentTooLarge(limit=LIMIT_BYTES // 1024 // 1024)
    media_type, content = ("application/pdf", raw) if raw.startswith(PDF) else ("image/jpeg", redrawn(raw))
    with journal.unit(by=by.actor, at=at):
        # Stored first: a row without its file would be a lie, a file without a row is swept.
        stored = default_storage.save(f"attachments/{at:%Y/%m}/{secrets.token_urlsafe(24)}", ContentFile(content))
        return Attachment.objects.create(
            branch=branch,
            stored=stored,
            name=name[:100],
            media_type=media_type,
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=at,
            uploaded_by=by,
        )


def redrawn(raw: bytes) -> bytes:
    """The picture alone, as JPEG. Raises NotAPicture, AttachmentTooLarge."""
    try:
        with Image.open(io.BytesIO(raw), formats=PICTURES) as picture:
            if picture.width * picture.height > LIMIT_PIXELS:
                raise AttachmentTooLarge(limit=LIMIT_BYTES // 1024 // 1024)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = io.BytesIO()
    upright.save(drawn, "JPEG", quality=JPEG_QUALITY)
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
