"""The rows of complaints, one module for each noun."""

from complaints.models.cases import Complaint, ComplaintEntry, ComplaintStep
from complaints.models.clocks import ClockNotice, ComplaintClock, Extension
from complaints.models.codes import ComplaintCode
from complaints.models.ratings import EvaluatorPlace, Rating
from complaints.models.terms import ComplaintTerms

__all__ = [
    "ClockNotice",
    "Complaint",
    "ComplaintClock",
    "ComplaintCode",
    "ComplaintEntry",
    "ComplaintStep",
    "ComplaintTerms",
    "EvaluatorPlace",
    "Extension",
    "Rating",
]
