"""The tablet's page about fraud, a case's page, and their acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.answers import done
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.floor import menu, subjects
from lobby.floor.access.cash import case_for, check_for
from lobby.floor.domain.fraud import cases, checks, talks
from lobby.floor.domain.library.shipped.video import CODE as VIDEO_RISK
from lobby.floor.enums.fraud import STEPS, CaseStatus, CheckStatus, FraudKind, FraudSign, FraudStep
from lobby.floor.enums.library import ContentKind
from lobby.floor.events.fraud import FraudCaseRead
from lobby.floor.forms import fraud as forms
from lobby.floor.forms.attachments import uploads_in
from lobby.floor.models import FraudCase, FraudCheck
from lobby.floor.selectors import fraud as selectors
from lobby.floor.selectors.library import in_force
from lobby.floor.views.acting import at_branch, given, on, staff_of
from lobby.live import journal

SHOWN = 20


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The five questions, the talk, open cases, the month so far. Raises UnknownBranch, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    branch = access.branch_for(staff, code, Permission.FRAUD_CHECK)
    today = business_date(branch, at)
    context = {
        "branch": branch,
        "menu": menu.links_for(branch, access.permissions_at(staff, branch), current="fraud"),
        "policy": policy_of(branch, today),
        "signs": FraudSign.choices,
        "kinds": FraudKind.choices,
        "cards": in_force(ContentKind.RISK_NOTICE, branch, at).exclude(item__code__startswith=VIDEO_RISK),
        "checks": selectors.newest_checks(branch.pk, SHOWN),
        "cases": selectors.open_cases(branch.pk),
        "steps": STEPS,
        "prevented": selectors.prevented(branch, today.replace(day=1), today),
    }
    return render(request, "floor/cash/fraud.html", context)


@never_cache
@login_required
@require_safe
def case_page(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case with its steps and evidence; reading who it is about is written down. Raises NotFound, Forbidden."""
    staff, at = staff_of(request), timezone.now()
    case = case_for(staff, case_id)
    with journal.unit(by=staff.actor, at=at):
        journal.record(FraudCaseRead(**cases.news_of(case)))
    taken = {one.step: one for one in case.steps.select_related("by")}
    evidence = selectors.evidence_of(case)
    context = {
        "branch": case.branch,
        "menu": menu.links_for(case.branch, access.permissions_at(staff, case.branch), current="fraud"),
        "case": case,
        "is_open": case.status == CaseStatus.OPEN,
        "ladder": [
            (step, taken.get(step), evidence.get(taken[step].pk, []) if step in taken else []) for step in FraudStep
        ],
        "next_step": FraudStep(case.steps_done + 1) if case.steps_done < STEPS else None,
        "needs_police_no": case.steps_done + 1 == FraudStep.POLICE,
    }
    return render(request, "floor/cash/fraud_case.html", context)


@at_branch(Permission.FRAUD_CHECK)
def create_check(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """Write the answers down. Raises NotFilledIn, SubjectUnknown, UnderReview."""
    values = given(forms.CheckForm(request.POST))
    made = checks.check(
        staff,
        branch,
        at=timezone.now(),
        signs=[FraudSign(one) for one in values["signs"]],
        amount=values["amount"],
        note=values["note"],
        subject=subjects.read(values["about"]),
    )
    if made.status == CheckStatus.CLEAR:
        return answer(request, branch, _("Written down. You may go on."))
    return answer(request, branch, _("Stop here: a supervisor has been called and decides."))


@on(check_for, Permission.FRAUD_REVIEW)
def release(request: HttpRequest, staff: Staff, made: FraudCheck) -> HttpResponse:
    """Let the service go on. Raises NotFilledIn, IllegalCheckMove, NotForOneself."""
    checks.release(made, by=staff, at=timezone.now(), decision=given(forms.DecisionForm(request.POST))["decision"])
    return answer(request, made.branch, _("It may go on."))


@on(check_for, Permission.FRAUD_REVIEW)
def stop(request: HttpRequest, staff: Staff, made: FraudCheck) -> HttpResponse:
    """Stop the service. Raises NotFilledIn, IllegalCheckMove, NotForOneself."""
    checks.stop(made, by=staff, at=timezone.now(), decision=given(forms.DecisionForm(request.POST))["decision"])
    return answer(request, made.branch, _("Stopped."))


@at_branch(Permission.FRAUD_CHECK)
def create_talk(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """A customer was talked to. Raises NotFilledIn."""
    values = given(forms.TalkForm(request.POST))
    talks.talk(
        staff,
        branch,
        at=timezone.now(),
        kind=FraudKind(values["kind"]),
        is_convinced=values["convinced"] == "1",
        amount=values["amount"],
        police=values["police"],
        note=values["note"],
    )
    return answer(request, branch, _("Talk written down."), redirect=True)


@at_branch(Permission.FRAUD_CHECK)
def create_case(request: HttpRequest, staff: Staff, branch: Branch) -> HttpResponse:
    """A customer was cheated. Raises NotFilledIn."""
    values = given(forms.CaseForm(request.POST))
    case = cases.open_case(
        staff,
        branch,
        at=timezone.now(),
        kind=FraudKind(values["kind"]),
        amount=values["amount"],
        customer_name=values["customer_name"],
        customer_phone=values["customer_phone"],
    )
    return of_case(request, case, _("Case opened. The first step is to calm the customer in a private room."))


@on(case_for)
def step(request: HttpRequest, staff: Staff, case: FraudCase) -> HttpResponse:
    """Take the next step. Raises NotFilledIn, StepOutOfOrder, StepIncomplete, CaseClosed, AttachmentUnknown."""
    values = given(forms.StepForm(request.POST))
    cases.take_step(
        case,
        by=staff,
        at=timezone.now(),
        step=FraudStep(values["step"]),
        note=values["note"],
        police_no=values["police_no"],
        evidence=uploads_in(request.POST),
    )
    return of_case(request, case, _("Step written down."))


@on(case_for)
def follow_up(request: HttpRequest, staff: Staff, case: FraudCase) -> HttpResponse:
    """Remind the owner to ask again. Raises NotFilledIn, CaseClosed."""
    form = forms.FollowUpForm(request.POST)
    text = given(form)["text"]
    cases.follow_up(case, by=staff, at=timezone.now(), due_at=form.due_at(case.branch), text=text)
    return of_case(request, case, _("You will be reminded."))


@on(case_for)
def close(request: HttpRequest, staff: Staff, case: FraudCase) -> HttpResponse:
    """Close a case. Raises NotFilledIn, StepsMissing, CaseClosed."""
    values = given(forms.CloseForm(request.POST))
    cases.close(case, by=staff, at=timezone.now(), recovered=values["recovered"], outcome=values["outcome"])
    return of_case(request, case, _("Case closed."))


def answer(request: HttpRequest, branch: Branch, message: str, *, redirect: bool = False) -> HttpResponse:
    """What acts of the branch say."""
    address = reverse("floor:fraud", args=[branch.code])
    return done(request, message, redirect=address if redirect else "", back=address)


def of_case(request: HttpRequest, case: FraudCase, message: str) -> HttpResponse:
    """Every act on a case shows its page again."""
    return done(request, message, redirect=reverse("floor:fraud-case", args=[case.pk]))
