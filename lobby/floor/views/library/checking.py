"""What the checks say about a text while somebody writes it."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from lobby.branches import access
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor import contents
from lobby.floor.domain.library.wording import NAMES
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors.library import ExtraInvalid
from lobby.floor.forms.library import EXTRA_PREFIX

LONGEST = 20_000


@login_required
@require_POST
def check(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Everything that any check objects to in the words of a form; nothing is kept.

    Papers count as attached here where their last day is given; handing in looks whether they are. Raises UnknownBranch,
    Forbidden, NotFound.
    """
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.LIBRARY_WRITE)
    if kind not in ContentKind.values:
        raise NotFound
    extra = {one.name: given(request.POST, EXTRA_PREFIX + one.name) for one in contents.extras_of(kind)}
    written = [given(request.POST, name) for name in NAMES if name.endswith(("_zh", "_en"))]
    texts = contents.Texts(
        kind=kind,
        code="",
        texts=(*written, *extra.values()),
        extra=extra,
        proven_until=day_in(extra.get(contents.PROVEN_UNTIL, "")),
        day=business_date(branch, timezone.now()),
    )
    return render(request, "floor/library/_found.html", {"found": list(dict.fromkeys(contents.findings(texts)))})


def given(post: QueryDict, name: str) -> str:
    """A value of the form, not longer than anything that is kept."""
    return post.get(name, "")[:LONGEST]


def day_in(words: str) -> dt.date | None:
    """The day that somebody has written so far, None while it is none."""
    try:
        day = contents.checked_day(contents.PROOF, words)
    except ExtraInvalid:
        return None
    return dt.date.fromisoformat(day) if day else None
