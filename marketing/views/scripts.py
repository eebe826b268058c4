"""AD-4: scripts by kind, product and state, the language check while writing, and their use in a visit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor import menu
from lobby.floor.enums.library import ContentKind, ContentStatus
from lobby.floor.selectors.library import Wish, in_force, search
from marketing.access.scripts import use_for, version_to_say, visit_to_speak
from marketing.domain.language import Finding, findings
from marketing.domain.scripts import using
from marketing.enums.scripts import SCRIPTS, Guard
from marketing.forms.scripts import ScriptWishForm, SentenceForm
from marketing.selectors import scripts as selectors

ROWS_A_PAGE = 40
STATES = (ContentStatus.DRAFT, ContentStatus.IN_REVIEW, ContentStatus.APPROVED, ContentStatus.REJECTED)


def day_page(staff: Staff, branch: Branch) -> dict[str, Any]:
    """What the pages of scripts share (2 queries)."""
    held = access.permissions_at(staff, branch)
    return {
        "branch": branch,
        "menu": menu.links_for(branch, held, current="scripts"),
        "may_write": Permission.LIBRARY_WRITE in held,
        "works_here": bool(held & {Permission.LIBRARY_WRITE, Permission.LIBRARY_APPROVE}),
    }


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The scripts that fit, and a place to try a sentence. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    shell = day_page(request.user, branch)
    wish = wish_of(request, works_here=shell["works_here"])
    found = Paginator(selectors.scripts(branch, request.user, wish, at=at), ROWS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    names, uses = selectors.product_names(), selectors.uses_of(shown, branch, at=at)
    context = shell | {
        "wish": wish,
        "page": shown,
        "rows": [
            {
                "version": one,
                "product": names.get(one.extra.get("product", ""), ""),
                "uses": uses.get(one.pk, 0),
                "objections": selectors.objections(one) if wish.state else 0,
            }
            for one in shown
        ],
        "kinds": [(kind, ContentKind(kind).label) for kind in selectors.LISTED],
        "products": names.items(),
        "states": [(state, state.label) for state in STATES],
        "form": SentenceForm(),
    }
    return render(request, "marketing/scripts/page.html", context)


def wish_of(request: HttpRequest, *, works_here: bool) -> selectors.ScriptWish:
    """What the address asks for; states of unfinished work are for those who do it."""
    form = ScriptWishForm(request.GET)
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in ("q", "kind", "product", "state")}
    return selectors.ScriptWish(**(given if works_here else given | {"state": ""}))


@login_required
@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What the language check says about a sentence; nothing is kept. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    access.branch_for(request.user, code, Permission.LIBRARY_VIEW)
    form = SentenceForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    text = form.cleaned_data["text"]
    found = findings(text)
    context = {
        "text": text.strip(),
        "found": [(one, Guard(one.guard).label) for one in found],
        "runs": runs(text, found),
    }
    return render(request, "marketing/scripts/_found.html", context)


def runs(text: str, found: list[Finding]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is refused."""
    pieces, place = [], 0
    for one in found:
        if one.end <= place:
            continue
        pieces += [(text[place : one.start], False), (text[max(place, one.start) : one.end], True)]
        place = one.end
    return [piece for piece in (*pieces, (text[place:], False)) if piece[0]]


@never_cache
@login_required
@require_safe
def for_visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The words in force at hand for one visit, each noted by one tap. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    visit = visit_to_speak(request.user, visit_id)
    q = request.GET.get("q", "")[:100]
    found = search(in_force(SCRIPTS, visit.branch, timezone.now()), Wish(q=q))
    by_kind: dict[str, list[Any]] = {kind: [] for kind in SCRIPTS}
    used = selectors.used_in(visit)
    for version in found:
        by_kind[version.item.kind].append((version, used.get(version.pk)))
    context = day_page(request.user, visit.branch) | {
        "visit": visit,
        "q": q,
        "numbers": " ".join(visit.tickets.order_by("pk").values_list("number", flat=True)),
        "groups": [(ContentKind(kind).label, kind, rows) for kind, rows in by_kind.items() if rows],
    }
    return render(request, "marketing/scripts/visit.html", context)


@login_required
@require_POST
def use(request: HttpRequest, visit_id: int, version_id: int) -> HttpResponse:
    """Note that the words were used. Raises NotFound, Forbidden, NotAScript, ScriptOutOfForce, VisitOver."""
    assert isinstance(request.user, Staff)
    visit = visit_to_speak(request.user, visit_id)
    row = using.use(version_to_say(version_id), visit, by=request.user, at=timezone.now())
    back = reverse("marketing:script-use-back", args=[row.pk])
    return done(request, _("Noted on the visit."), undo=back, back=reverse("marketing:visit-scripts", args=[visit.pk]))


@login_required
@require_POST
def take_back(request: HttpRequest, use_id: int) -> HttpResponse:
    """It was the wrong button. Raises NotFound, UseTooOld."""
    assert isinstance(request.user, Staff)
    row = use_for(request.user, use_id)
    using.take_back(row, by=request.user, at=timezone.now())
    return done(request, _("Taken back."), back=reverse("marketing:visit-scripts", args=[row.visit_id]))
