"""Fetching attachments through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor import attachable
from lobby.floor.models import Attachment


def attachment_for(staff: Staff, attachment_id: int) -> Attachment:
    """One's own upload, or one of a subject that the person sees (1 query and the subject's own). Raises NotFound."""
    found = Attachment.objects.filter(pk=attachment_id).first()
    if found is None:
        raise NotFound
    if found.subject_id is None:
        is_seen = found.uploaded_by_id == staff.pk
    else:
        is_seen = attachable.may_see(staff, found.subject_type, found.subject_id)
    if not is_seen:
        raise NotFound
    return found
