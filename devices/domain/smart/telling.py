"""What the news of a session carries."""

from __future__ import annotations

from typing import Any

from devices.models.smart import SmartSession


def news_of(session: SmartSession) -> dict[str, Any]:
    """The values that every event of a session carries."""
    return {
        "branch_id": session.branch_id,
        "smart_session": session.pk,
        "device": session.device_id,
        "code": session.device.code,
        "service": session.service.code if session.service is not None else "",
        "status": str(session.status),
        "about_type": session.subject_type,
        "about_id": session.subject_id,
    }
