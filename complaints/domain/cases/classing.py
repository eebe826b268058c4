"""The codes by which a complaint is counted, and the branch's own cause that leads to one (S180, R02)."""

from __future__ import annotations

from complaints.enums.cases import Dimension, LocalCause
from complaints.errors.cases import WrongDimension
from complaints.models import Complaint, ComplaintCode


def check_dimension(code: ComplaintCode | None, dimension: Dimension) -> None:
    """Raises WrongDimension."""
    if code is not None and (code.dimension != dimension or not code.is_active):
        raise WrongDimension(code=code.code, dimension=dimension.label)


def set_cause(complaint: Complaint, *, local_cause: LocalCause | str = "", cause_code: ComplaintCode | None) -> None:
    """Set the branch's cause and the code of the same: each follows from the other where only one is named (0–1 query).

    Raises WrongDimension.
    """
    check_dimension(cause_code, Dimension.CAUSE)
    if cause_code is None and local_cause:
        cause_code = code_for(local_cause)
    if cause_code is not None:
        complaint.cause_code = cause_code
    if local_cause or (cause_code is not None and cause_code.local_cause):
        complaint.local_cause = local_cause or (cause_code.local_cause if cause_code else "")


def code_for(local_cause: str) -> ComplaintCode | None:
    """The code that one of the five causes counts as (1 query)."""
    rows = ComplaintCode.objects.filter(dimension=Dimension.CAUSE, local_cause=local_cause, is_active=True)
    return rows.order_by("position", "code").first()
