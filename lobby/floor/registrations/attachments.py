"""Attachments: larger bodies on their upload paths."""

from __future__ import annotations

from lobby.floor.domain.attachments import LIMIT_BYTES
from lobby.live.serving import body

OVERHEAD_BYTES = 64 * 1024


def register() -> None:
    """Let a whole picture pass, with the form around it."""
    for prefix in ("/attachments/", "/api/v1/attachments/"):
        body.allow_upload(prefix, LIMIT_BYTES + OVERHEAD_BYTES)
