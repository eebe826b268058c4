"""Starting the recording of a video session. Where it is kept is the bank's business; we keep the reference (R08).

`settings.VTM_RECORDER` names a function `(session, at) -> reference` that answers within two seconds: nothing is said
before it has answered. The one that comes with the product starts nothing and only makes a reference.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import cast

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from devices.errors.vtm import RecordingFailed
from devices.models.vtm import VtmSession

log = structlog.get_logger(__name__)
LONGEST = 120


def begin(session: VtmSession, *, at: dt.datetime) -> str:
    """Start recording; the reference is never empty. Raises RecordingFailed, whatever went wrong."""
    try:
        reference = cast(str, import_string(settings.VTM_RECORDER)(session, at))
    except Exception as error:
        log.exception("recording_failed", session=session.pk)
        raise RecordingFailed from error
    if not reference or len(reference) > LONGEST:
        raise RecordingFailed
    return reference


def reference_only(session: VtmSession, at: dt.datetime) -> str:
    """A reference that nobody can guess, for branches without a recording system yet."""
    return f"VR-{at:%Y%m%d}-{session.pk}-{secrets.token_hex(4)}"
