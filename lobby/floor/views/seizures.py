"""A seizure's page, step by step, the record for the file, and its acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import menu, subjects
from lobby.floor.access.cash import seizure_for
from lobby.floor.domain.seizures import appraising, moving, reporting, steps
from lobby.floor.enums.seizures import SEIZURE_MOVES, Authority, ReportReason
from lobby.floor.events.seizures import SeizureRead
from lobby.floor.forms import cash as forms
from lobby.floor.forms.cash import FOUND_REASONS
from lobby.floor.models import Seizure
from lobby.floor.views.acting import at_branch, colleague, given, on, staff_of
from lobby.live import journal


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, seizure_id: int) -> HttpResponse:
    """How far it is, and the one step that comes next. Raises NotFound, Forbidden."""
    staff = staff_of(request)
    seizure = seizure_for(staff, seizure_id)
    held = access.permissions_at(staff, seizure.branch)
    context = {
        "branch": seizure.branch,
        "menu": menu.links_for(seizure.branch, held, current="decisions"),
        "seizure": seizure,
        "verbs": [verb for verb, (sources, _target) in SEIZURE_MOVES.items() if seizure.status in sources],
        "ladder": ladder(seizure),
        "is_finder": staff.pk == seizure.found_by_id,
        "is_of_two": staff.pk in (seizure.found_by_id, seizure.second_id),
        "may_decide": Permission.AUTHORITY_APPROVE in held,
        "reasons": FOUND_REASONS,
        "told_reasons": [ReportReason(one).label for one in seizure.report_reasons],
        "is_over": seizure.status in ("dismissed", "returned"),
        "timeline": journal.timeline("seizure", seizure.pk, seizure.branch_id, seizure.found_at),
    }
    return render(request, "floor/cash/seizure.html", context)


def ladder(seizure: Seizure) -> list[tuple[str, str]]:
    """The steps at the counter with how each stands: done, now or later."""
    words = (
        _("found at the counter"),
        _("second person joined"),
        _("marked in view"),
        _("voucher written"),
        _("customer told of the appraisal"),
        _("handed to custody"),
    )
    moments = (
        seizure.found_at,
        seizure.joined_at,
        seizure.marked_at,
        seizure.vouchered_at,
        seizure.informed_at,
        seizure.custody_at,
    )
    reached = sum(one is not None for one in moments)
    return [(word, "done" if n < reached else "now" if n == reached else "later") for n, word in enumerate(words)]


@never_cache
@login_required
@require_safe
def record(request: HttpRequest, seizure_id: int) -> HttpResponse:
    """The record for the file, with who the customer is; reading it is written down. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    seizure = seizure_for(staff, seizure_id)
    with journal.unit(by=staff.actor, at=at):
        journal.record(SeizureRead(**moving.news_of(seizure)))
    return render(request, "floor/cash/seizure_record.html", {"branch": seizure.branch, "seizure": seizure, "at": at})


@at_branch(Permission.CASH_SEIZE)
def create(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """Counterfeit money was found. Raises NotFilledIn, NoPieces, BadPiece, SubjectUnknown."""
    form = forms.SeizureForm(request.POST)
    values = given(form)
    seizure = steps.find(
        staff,
        branch,
        at=timezone.now(),
        pieces=form.pieces,
        reasons=[ReportReason(one) for one in values["reasons"]],
        clue=values["clue"],
        subject=subjects.read(values["about"]),
    )
    return answer(request, seizure, _("Written down. A second person has been called."))


@on(seizure_for)
def join(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Be the second person. Raises IllegalSeizureMove, NotForOneself."""
    steps.join(seizure, second=staff, at=timezone.now())
    return answer(request, seizure, _("You are the second person."))


@sensitive_post_parameters("password")
@on(seizure_for)
def join_here(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """A colleague joins on this device. Raises WrongCredential, IllegalSeizureMove, NotForOneself."""
    second = colleague(request, seizure.branch, Permission.CASH_SEIZE)
    steps.join(seizure, second=second, at=timezone.now())
    return answer(request, seizure, _("%(name)s is the second person.") % {"name": second.name})


@on(seizure_for)
def dismiss(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Find it genuine as the second person. Raises NotFilledIn, IllegalSeizureMove, NotForOneself."""
    steps.dismiss(seizure, second=staff, at=timezone.now(), reason=given(forms.GroundsForm(request.POST))["note"])
    return answer(request, seizure, _("Found genuine."))


@on(seizure_for)
def mark(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Stamp and seal in view. Raises NotInView, IllegalSeizureMove, NotForOneself."""
    in_view = given(forms.MarkForm(request.POST))["in_view"]
    steps.mark(seizure, by=staff, at=timezone.now(), in_view=in_view)
    return answer(request, seizure, _("Marked."))


@on(seizure_for)
def voucher(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Write the voucher. Raises NotFilledIn, VoucherTaken, IllegalSeizureMove, NotForOneself."""
    form = forms.VoucherForm(request.POST)
    given(form)
    steps.write_voucher(seizure, by=staff, at=timezone.now(), voucher=form.voucher)
    return answer(request, seizure, _("Voucher written."))


@on(seizure_for)
def inform(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Tell the customer of the right to an appraisal. Raises IllegalSeizureMove, NotForOneself."""
    seizure = steps.inform(seizure, by=staff, at=timezone.now())
    return answer(request, seizure, _("Told: until %(day)s.") % {"day": seizure.appraisal_until})


@on(seizure_for)
def hand_over(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Take it into custody oneself. Raises IllegalSeizureMove, NotForOneself."""
    steps.hand_over(seizure, custodian=staff, at=timezone.now())
    return answer(request, seizure, _("It is in your custody."))


@sensitive_post_parameters("password")
@on(seizure_for)
def hand_over_here(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """A colleague takes it into custody on this device. Raises WrongCredential, IllegalSeizureMove, NotForOneself."""
    custodian = colleague(request, seizure.branch, Permission.CASH_SEIZE)
    steps.hand_over(seizure, custodian=custodian, at=timezone.now())
    return answer(request, seizure, _("Handed to %(name)s.") % {"name": custodian.name})


@on(seizure_for)
def reasons(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """Something came to light that has to be reported. Raises NotFilledIn, IllegalSeizureMove."""
    values = given(forms.ReasonsForm(request.POST))
    found = [ReportReason(one) for one in values["reasons"]]
    reporting.add_reasons(seizure, by=staff, at=timezone.now(), reasons=found, clue=values["clue"])
    return answer(request, seizure, _("The head has been told: report it at once."))


@on(seizure_for)
def report(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """The central bank or the police were told. Raises NotFilledIn, NothingToReport."""
    values = given(forms.ReportForm(request.POST))
    authority = Authority(values["authority"])
    reporting.report(seizure, by=staff, at=timezone.now(), authority=authority, reference=values["reference"])
    return answer(request, seizure, _("Report written down."))


@on(seizure_for)
def ask_appraisal(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """The customer asks for an appraisal. Raises IllegalSeizureMove, AppraisalTooLate."""
    appraiser = given(forms.AppraisalForm(request.POST))["appraiser"]
    appraising.ask_appraisal(seizure, by=staff, at=timezone.now(), appraiser=appraiser)
    return answer(request, seizure, _("Appraisal asked for."))


@on(seizure_for, Permission.AUTHORITY_APPROVE)
def confirm(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """The appraisal found it counterfeit. Raises NotFilledIn, IllegalSeizureMove, NotForOneself."""
    appraising.confirm(seizure, by=staff, at=timezone.now(), outcome=given(forms.GroundsForm(request.POST))["note"])
    return answer(request, seizure, _("Confirmed as counterfeit."))


@on(seizure_for, Permission.AUTHORITY_APPROVE)
def give_back(request: HttpRequest, staff: Staff, seizure: Seizure) -> HttpResponse:
    """The appraisal found it genuine. Raises NotFilledIn, IllegalSeizureMove, NotForOneself."""
    appraising.give_back(seizure, by=staff, at=timezone.now(), outcome=given(forms.GroundsForm(request.POST))["note"])
    return answer(request, seizure, _("Returned with an apology."))


def answer(request: HttpRequest, seizure: Seizure, message: str) -> HttpResponse:
    """Every act leads to the seizure's page, where the next step stands."""
    return done(request, message, redirect=reverse("floor:seizure", args=[seizure.pk]))
