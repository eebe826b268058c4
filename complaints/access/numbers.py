"""Fetching a complaint by what people call it."""

from __future__ import annotations

from complaints.access.cases import complaints_for
from complaints.models import Complaint
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff

# What a complaint's page needs beside it.
RELATED = ("service", "ticket__branch", "decided_by", "merged_into")


def complaint_numbered(staff: Staff, code: str, number: str) -> Complaint:
    """A complaint of a branch by its number, that the person sees (1 query). Raises NotFound."""
    if "\0" in code or "\0" in number:
        raise NotFound
    rows = complaints_for(staff).select_related(*RELATED)
    found = rows.filter(branch__code=code, number=number).first()
    if found is None:
        raise NotFound
    return found
