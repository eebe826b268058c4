"""The rows of complaints, one module for each noun."""

from complaints.models.cases import Complaint, ComplaintEntry, ComplaintStep
from complaints.models.clocks import ClockNotice, ComplaintClock, Extension
from complaints.models.codes import ComplaintCode
from complaints.models.drafts import ComplaintDraft
from complaints.models.representatives import Representative
from complaints.models.series import ComplaintSeries
from complaints.models.terms import ComplaintTerms

__all__ = [
    "ClockNotice",
    "Complaint",
    "ComplaintClock",
    "ComplaintCode",
    "ComplaintDraft",
    "ComplaintEntry",
    "ComplaintSeries",
    "ComplaintStep",
    "ComplaintTerms",
    "Extension",
    "Representative",
]
