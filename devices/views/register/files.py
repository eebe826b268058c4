"""Files of the register: the whole as CSV, a template, and taking a table over in two steps."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices import tables
from devices.access.register import branches_to_keep, register_for
from devices.domain import importing
from devices.errors.tables import TableUnreadable
from devices.selectors import register
from devices.views.register.pages import wish_of
from devices.wording import COLUMNS as WORDS
from devices.wording import value
from lobby.branches.answers import done
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, Staff

P = Permission


@never_cache
@login_required
@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The machines that the list would show, as CSV (5 queries). Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code)
    devices = register.listed(branch, wish_of(request)).select_related("branch", "zone", "spare_for", "state")
    return sheet(map(tables.line_of, devices.prefetch_related("functions__service")), f"devices-{branch.code}.csv")


@login_required
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """The columns and one example to fill in. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    return sheet([{**tables.EXAMPLE, "branch": branch.code}], "devices-template.csv")


def sheet(lines: Iterable[tables.Row], name: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(tables.written(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Which file. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    return render(request, "devices/register/import.html", context_of(branch))


@never_cache
@login_required
@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Read a file and show what every row would do; nothing is written. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise TableUnreadable
        text = tables.decoded(file.read(tables.MOST_BYTES + 1))
        return shown(request, branch, text, importing.judge(text, branch, branches_to_keep(request.user)))
    except LobbyError as refusal:
        context = {**context_of(branch), "refusal": refusal.detail}
        return render(request, "devices/register/import.html", context, status=refusal.status)


@never_cache
@login_required
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Judge the same table anew and write it, or its good rows only. Raises UnknownBranch, Forbidden, TableHasErrors."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    text = tables.checked(request.POST.get("text", ""))
    lines = importing.judge(text, branch, branches_to_keep(request.user))
    only_good = request.POST.get("only_good") == "yes"
    if not only_good and not all(line.is_good for line in lines):
        return shown(request, branch, text, lines)
    changed = importing.take_over(lines, by=request.user.actor, at=timezone.now(), only_good=only_good)
    told = ngettext("{n} machine taken over.", "{n} machines taken over.", len(changed)).format(n=len(changed))
    return done(
        request, told if changed else _("Nothing in it is new."), redirect=reverse("devices:register", args=[code])
    )


def shown(request: HttpRequest, branch: Branch, text: str, lines: list[importing.Line]) -> HttpResponse:
    """Every row with what is wrong with it or what it would change, the wrong ones on top of up to a thousand."""
    good = [line for line in lines if line.is_good]
    bad = [line for line in lines if not line.is_good]
    context = {
        **context_of(branch),
        "text": text,
        "lines": [(line, changes_of(line)) for line in bad + good],
        "good": len(good),
        "bad": len(bad),
        "changing": sum(line.is_new or bool(line.changes) for line in good),
    }
    return render(request, "devices/register/import.html", context)


def changes_of(line: importing.Line) -> list[tuple[str, str, str]]:
    """What a row would change, in words."""
    return [(str(WORDS[name]), value(name, was), value(name, now)) for name, (was, now) in line.changes.items()]


def context_of(branch: Branch) -> dict[str, object]:
    """What the page always says."""
    return {
        "branch": branch,
        "columns": tables.COLUMNS,
        "required": tables.REQUIRED,
        "kinds": DeviceKind.choices,
        "most_rows": tables.MOST_ROWS,
        "most_kilobytes": tables.MOST_BYTES // 1024,
    }
