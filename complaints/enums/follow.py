"""Words of what follows a complaint: promises, departments' tasks, return calls, reviews, compensation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import RoleCode, UnitKind
from lobby.floor.enums.authority import UseReason


class CallResult(models.TextChoices):
    """Whether somebody answered a return call."""

    ANSWERED = "answered", pgettext_lazy("return call", "answered")
    NOT_REACHED = "not_reached", pgettext_lazy("return call", "not reached")


class Satisfaction(models.TextChoices):
    """What the customer said in the return call; it is asked, never talked up (N15)."""

    SATISFIED = "satisfied", _("satisfied")
    NEUTRAL = "neutral", _("neither satisfied nor dissatisfied")
    DISSATISFIED = "dissatisfied", _("dissatisfied")


class CloseCode(models.TextChoices):
    """With what a complaint is closed. Who does not agree is told where to go from here (N15)."""

    AGREED = "agreed", _("the customer agrees")
    NOT_AGREED = "not_agreed", _("not agreed, told of review, mediation and court")
    UNREACHED = "unreached", _("not reached in any of the tries")


class PromiseStatus(models.TextChoices):
    """States of a promise."""

    OPEN = "open", pgettext_lazy("promise", "open")
    KEPT = "kept", pgettext_lazy("promise", "kept")
    LATE = "late", pgettext_lazy("promise", "kept too late")
    CALLED_OFF = "called_off", pgettext_lazy("promise", "called off")


class SubTaskStatus(models.TextChoices):
    """States of a department's task."""

    OPEN = "open", pgettext_lazy("department's task", "open")
    DONE = "done", pgettext_lazy("department's task", "answered")
    CALLED_OFF = "called_off", pgettext_lazy("department's task", "called off")


class CompensationStatus(models.TextChoices):
    """States of a compensation."""

    ASKED = "asked", pgettext_lazy("compensation", "waits for approval")
    APPROVED = "approved", pgettext_lazy("compensation", "approved")
    REFUSED = "refused", pgettext_lazy("compensation", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("compensation", "withdrawn")


P, T, C = PromiseStatus, SubTaskStatus, CompensationStatus
# Verb → from which states, to which one; keeping a promise late leads to LATE.
PROMISE_MOVES: dict[str, tuple[tuple[PromiseStatus, ...], PromiseStatus]] = {
    "keep": ((P.OPEN,), P.KEPT),
    "keep_late": ((P.OPEN,), P.LATE),
    "change": ((P.OPEN,), P.OPEN),
    "call_off": ((P.OPEN,), P.CALLED_OFF),
}
SUBTASK_MOVES: dict[str, tuple[tuple[SubTaskStatus, ...], SubTaskStatus]] = {
    "answer": ((T.OPEN,), T.DONE),
    "call_off": ((T.OPEN,), T.CALLED_OFF),
}
COMPENSATION_MOVES: dict[str, tuple[tuple[CompensationStatus, ...], CompensationStatus]] = {
    "approve": ((C.ASKED,), C.APPROVED),
    "refuse": ((C.ASKED,), C.REFUSED),
    "withdraw": ((C.ASKED,), C.WITHDRAWN),
}
# Why money is paid for a complaint.
COMPENSATION_REASONS = (
    UseReason.BANK_ERROR,
    UseReason.LONG_WAIT,
    UseReason.DEVICE_FAULT,
    UseReason.CARE,
    UseReason.GOODWILL,
)
# Whose task it is when it goes to an office above the branch.
OFFICE_ROLES: dict[str, RoleCode] = {UnitKind.REGIONAL_BRANCH: RoleCode.BR_OPS, UnitKind.HEAD_OFFICE: RoleCode.HO}
# Kinds of clocks, of tasks and of alerts.
VISIT_CLOCK, PROMISE_CLOCK = "complaint.callback", "complaint.promise"
SUBTASK_CLOCK, REVIEW_CLOCK = "complaint.subtask", "complaint.review"
VISIT_TASK, PROMISE_TASK, SUBTASK_TASK = VISIT_CLOCK, PROMISE_CLOCK, SUBTASK_CLOCK
VISIT_LATE, PROMISE_LATE = "complaint.callback_late", "complaint.promise_late"
SUBTASK_LATE, REVIEW_LATE = "complaint.subtask_late", "complaint.review_late"
REVIEW_ASKED, COMPENSATION_ASKED = "complaint.review_asked", "complaint.compensation_asked"
