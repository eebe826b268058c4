"""The rows of complaints, one module for each noun."""

from complaints.models.callbacks import CallbackTry, Closing, ReturnVisit
from complaints.models.cases import Complaint, ComplaintEntry, ComplaintStep
from complaints.models.clocks import ClockBasis, ClockNotice, ComplaintClock, Extension
from complaints.models.codes import ComplaintCode
from complaints.models.drafts import ComplaintDraft
from complaints.models.experience import Improvement, Problem, ProblemLink
from complaints.models.mystery import MysteryPlan
from complaints.models.promises import Promise, PromiseChange, SubTask
from complaints.models.ratings import EvaluatorPlace, Rating
from complaints.models.representatives import Representative
from complaints.models.reviews import Compensation, ComplaintReview
from complaints.models.series import ComplaintSeries
from complaints.models.terms import ComplaintTerms

__all__ = [
    "CallbackTry",
    "ClockBasis",
    "ClockNotice",
    "Closing",
    "Compensation",
    "Complaint",
    "ComplaintClock",
    "ComplaintCode",
    "ComplaintDraft",
    "ComplaintEntry",
    "ComplaintReview",
    "ComplaintSeries",
    "ComplaintStep",
    "ComplaintTerms",
    "EvaluatorPlace",
    "Extension",
    "Improvement",
    "MysteryPlan",
    "Problem",
    "ProblemLink",
    "Promise",
    "PromiseChange",
    "Rating",
    "Representative",
    "ReturnVisit",
    "SubTask",
]
