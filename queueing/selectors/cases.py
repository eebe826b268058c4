"""Finding cases and reading off what is done and what remains."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from lobby.branches.access import Person, branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import DocRequirement
from queueing.domain.cases import has_ended, index_of
from queueing.enums.appointments import UPCOMING
from queueing.enums.eforms import FormStatus
from queueing.errors.cases import UnknownCase
from queueing.models import Appointment, FormTemplate, PreReview, ServiceCase
from queueing.selectors.eforms import papers_of

CASES = ServiceCase.objects.select_related("branch", "service", "ticket__service", "appointment")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case: `fill`, `sign`, `documents` or `counter`."""

    kind: str
    name: str
    is_done: bool
    template: FormTemplate | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps of a case in their order."""

    steps: list[Step]

    @property
    def next_step(self) -> Step | None:
        """Where the work goes on, None when all is done."""
        return next((step for step in self.steps if not step.is_done), None)


def progress_of(case: ServiceCase) -> Progress:
    """Done and remaining: each form filled and signed, papers looked at, served at the counter (4 queries at most)."""
    steps = []
    for paper in papers_of(case):
        name, form = paper.template.name, paper.form
        is_filled = form is not None and form.status != FormStatus.DRAFT and not form.marked
        steps.append(Step("fill", _("Fill in: %(form)s") % {"form": name}, is_filled, paper.template))
        if paper.template.needs_signature:
            steps.append(Step("sign", _("Sign: %(form)s") % {"form": name}, paper.is_finished, paper.template))
    if DocRequirement.objects.filter(service=case.service_id, is_required=True).exists():
        steps.append(Step("documents", _("Documents looked at in the branch"), has_passed(case)))
    steps.append(Step("counter", _("Served at the counter"), has_ended(case)))
    return Progress(steps)


def has_passed(case: ServiceCase) -> bool:
    """Whether the papers passed the pre-review at the ticket that the case goes on with (0–1 query)."""
    return case.ticket is not None and PreReview.objects.filter(ticket=case.ticket, is_ready=True).exists()


def visit_of(case: ServiceCase) -> Appointment | None:
    """The appointment, still to come, that the case was begun for."""
    appointment: Appointment | None = getattr(case, "appointment", None)
    return appointment if appointment is not None and appointment.status in UPCOMING else None


def case_by_code(person: Person, typed: str) -> ServiceCase:
    """A case of the person's branches, or one of the whole bank, by its code (1 query). Raises UnknownCase."""
    mine = branches_for(person, Permission.FLOOR_VIEW)
    reachable = Q(branch__in=mine) | Q(is_bank_wide=True)
    case = CASES.filter(reachable, code_index=index_of(typed)).first()
    if case is None or not mine.exists():
        raise UnknownCase
    return case


def case_by_token(token: str) -> ServiceCase:
    """The case of a page's address (1 query). Raises NotFound."""
    case = CASES.filter(page_token=token).first()
    if case is None:
        raise NotFound
    return case
