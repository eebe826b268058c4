"""The journal as auditors and branch heads read it: one branch, one business day, newest first. Nothing can be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lobby.branches import access, landing
from lobby.branches.calendar import FIRST, LAST, business_date, day_bounds
from lobby.branches.enums import Permission
from lobby.branches.errors import Invalid
from lobby.branches.models import Branch, Staff
from lobby.live.models import Entry

ENTRIES_A_PAGE = 100
# Families of news that only holders of a permission read.
FAMILIES = {"security.": Permission.SECURITY_VIEW, "mystery.": Permission.MYSTERY_RELEASE}
# Type of subject → ids of those whose entries a person does not read, because they are about them.
About = Callable[[Staff], "QuerySet[Any, Any]"]
_apart: dict[str, About] = {}


def keep_apart(subject_type: str, about: About) -> None:
    """Hide entries of subjects that are about the reader; called from `AppConfig.ready()`."""
    _apart[subject_type] = about


class RecordsForm(forms.Form):
    """What may stand in the address: a day, the beginning of a type, a subject, and the number to go on below."""

    day = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )
    type = forms.RegexField(r"^[a-z_.]{1,60}$", required=False)
    subject = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    below = forms.IntegerField(required=False, min_value=1, max_value=2**62)


@dataclass(frozen=True, slots=True)
class Records:
    """One page of entries; `below` is the number from which the next page goes on, None at the end."""

    entries: list[Entry]
    below: int | None


@never_cache
@login_required
@require_GET
def journal_page(request: HttpRequest, code: str) -> HttpResponse:
    """The journal of a branch on a business day. Raises UnknownBranch, Forbidden, Invalid."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.JOURNAL_VIEW)
    form = RecordsForm(request.GET)
    if not form.is_valid():
        raise Invalid(reason=_("these filters cannot be read"))
    asked = form.cleaned_data
    day = asked["day"] or business_date(branch, timezone.now())
    held = access.permissions_at(request.user, branch)
    found = records(branch, day, asked["type"], asked["subject"], asked["below"], held=held, reader=request.user)
    return render(request, "live/journal.html", {"branch": branch, "day": day, "form": form, "records": found})


def records(
    branch: Branch,
    day: dt.date,
    kind: str,
    subject: int | None,
    below: int | None,
    *,
    held: Collection[str] = (),
    reader: Staff | None = None,
) -> Records:
    """Entries of a business day, newest first (1 query); the day bounds keep it to one or two partitions."""
    start, end = day_bounds(branch, day)
    entries = Entry.objects.filter(branch_id=branch.pk, at__gte=start, at__lt=end)
    for family, permission in FAMILIES.items():
        if permission not in held:
            entries = entries.exclude(type__startswith=family)
    for subject_type, about in _apart.items():
        if reader is not None:
            entries = entries.exclude(subject_type=subject_type, subject_id__in=about(reader))
    if kind:
        entries = entries.filter(type__startswith=kind)
    if subject is not None:
        entries = entries.filter(subject_id=subject)
    if below is not None:
        entries = entries.filter(seq__lt=below)
    found = list(entries.order_by("-seq")[: ENTRIES_A_PAGE + 1])
    shown = found[:ENTRIES_A_PAGE]
    return Records(shown, shown[-1].seq if len(found) > ENTRIES_A_PAGE else None)


def address(branch: Branch) -> str:
    """The journal of a branch."""
    return reverse("live:journal", args=[branch.code])


def register() -> None:
    """Put the way to the journal on the start page."""
    landing.register(
        landing.Tile(
            name="journal",
            title=gettext_lazy("Journal"),
            note=gettext_lazy("Every step of the day: who, what, when"),
            icon="scroll-text",
            address=address,
            place=90,
            permission=Permission.JOURNAL_VIEW,
        )
    )
