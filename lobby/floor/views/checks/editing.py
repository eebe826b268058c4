"""Editing checklists: the list, a version with its items, publishing."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.access.checks import edits, template_for, version_to_edit
from lobby.floor.domain.checks import editing
from lobby.floor.forms.checks import ItemForm, PublishForm, TemplateForm, VersionForm
from lobby.floor.models import ChecklistItem, ChecklistRun, ChecklistTemplate, ChecklistVersion
from lobby.floor.selectors.checks.runs import Row, Sheet
from lobby.floor.views.checks.pages import Told, page_of, row_of


def branch_of(request: HttpRequest, code: str) -> Branch:
    """The branch at which the person edits checklists. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    return access.branch_for(request.user, code, Permission.CHECK_EDIT)


def draft_of(request: HttpRequest, code: str, version_id: int) -> tuple[Branch, ChecklistVersion]:
    """A version that the person may change. Raises UnknownBranch, Forbidden, NotFound."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    return branch, version_to_edit(request.user, branch, version_id)


@never_cache
@login_required
@require_safe
def templates(request: HttpRequest, code: str) -> HttpResponse:
    """The branch's checklists and the bank's. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    found = ChecklistTemplate.objects.filter(Q(branch=branch) | Q(branch__isnull=True)).prefetch_related("versions")
    own = {template.code for template in found if template.branch_id}
    rows = [
        {
            "template": template,
            "newest": next(iter(template.versions.all()), None),
            "is_replaced": template.branch_id is None and template.code in own,
            "may_edit": edits(request.user, template),
        }
        for template in found
    ]
    context = {**page_of(request.user, branch), "rows": rows, "form": TemplateForm()}
    return render(request, "floor/checks/templates.html", context)


@never_cache
@login_required
@require_safe
def template(request: HttpRequest, code: str, template_id: int) -> HttpResponse:
    """One checklist: its versions, the shown one (`?version=`) to be read or changed. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    found = template_for(branch, template_id)
    versions = list(found.versions.select_related("made_by"))
    wished = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == wished), versions[0] if versions else None)
    if shown is None:
        raise NotFound
    is_draft = shown.published_at is None and edits(request.user, found)
    items = list(shown.items.order_by("position", "pk"))
    context = {
        **page_of(request.user, branch),
        "template": found,
        "versions": versions,
        "version": shown,
        "items": items,
        "has_draft": any(one.published_at is None for one in versions),
        "edits": edits(request.user, found),
        "form": VersionForm(instance=shown) if is_draft else None,
        "new_item": ItemForm(prefix="new") if is_draft else None,
        "first_day": business_date(branch, timezone.now()) + dt.timedelta(days=1),
    }
    return render(request, "floor/checks/template.html", context)


@never_cache
@login_required
@require_safe
def preview(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """The version as whoever carries it out will see it. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    found = ChecklistVersion.objects.filter(pk=version_id).select_related("template").first()
    if found is None or found.template.branch_id not in (None, branch.pk):
        raise NotFound
    run = ChecklistRun(branch=branch, version=found, template=found.template, kind=found.template.kind)
    sheet = Sheet(run, [Row(item) for item in found.items.order_by("position", "pk")])
    shown: Told = {"known": {}, "states": {}}
    groups = [(name, [row_of(row, shown) for row in rows]) for name, rows in sheet.groups]
    context = {**page_of(request.user, branch), "version": found, "sheet": sheet, "groups": groups, "run": run}
    return render(request, "floor/checks/preview.html", context)


@never_cache
@login_required
@require_safe
def item(request: HttpRequest, code: str, version_id: int, item_id: int) -> HttpResponse:
    """The form of one line. Raises NotFound, Forbidden."""
    branch, version = draft_of(request, code, version_id)
    found = line_of(version, item_id)
    assert isinstance(request.user, Staff)
    context = {**page_of(request.user, branch), "version": version, "item": found, "form": ItemForm(instance=found)}
    return render(request, "floor/checks/item.html", context)


@login_required
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A checklist of the branch's own. Raises UnknownBranch, Forbidden, CodeTaken."""
    assert isinstance(request.user, Staff)
    branch, form = branch_of(request, code), TemplateForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    version = editing.add_template(branch, by=request.user.actor, at=timezone.now(), **form.cleaned_data)
    return done(request, redirect=page(branch, version.template_id))


@login_required
@require_POST
def begin(request: HttpRequest, code: str, template_id: int) -> HttpResponse:
    """A draft of the next version; of the bank's checklist, for who may not change that, the branch's own copy."""
    assert isinstance(request.user, Staff)
    at, person, branch = timezone.now(), request.user, branch_of(request, code)
    found = template_for(branch, template_id)
    verb = editing.begin_draft if edits(person, found) else editing.take_over
    return done(request, redirect=page(branch, verb(found, branch, by=person.actor, at=at).template_id))


@login_required
@require_POST
def switch(request: HttpRequest, code: str, template_id: int) -> HttpResponse:
    """Use a checklist or use it no more. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = branch_of(request, code)
    found = template_for(branch, template_id)
    if not edits(request.user, found):
        raise NotFound
    editing.switch(found, branch, by=request.user.actor, at=timezone.now(), is_active=not found.is_active)
    return done(request, back=page(branch, found.pk))


@login_required
@require_POST
def change(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Who does it, who signs, when. Raises NotFound, Forbidden, NoDraft."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    form = VersionForm(request.POST, instance=version)
    if not form.is_valid():
        return invalid(request, form)
    editing.change_version(version, branch, form.cleaned_data, by=request.user.actor, at=timezone.now())
    return done(request, _("Saved."), redirect=page(branch, version.template_id))


@login_required
@require_POST
def save_item(request: HttpRequest, code: str, version_id: int, item_id: int | None = None) -> HttpResponse:
    """Add a line or change one. Raises NotFound, Forbidden, NoDraft, CodeTaken."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    found = line_of(version, item_id) if item_id is not None else None
    form = ItemForm(request.POST, instance=found, prefix=None if found else "new")
    if not form.is_valid():
        return invalid(request, form)
    editing.save_item(version, branch, form.cleaned_data, by=request.user.actor, at=timezone.now(), item=found)
    return done(request, _("Saved."), redirect=f"{page(branch, version.template_id)}#items")


@login_required
@require_POST
def move_item(request: HttpRequest, code: str, version_id: int, item_id: int) -> HttpResponse:
    """One place up or down. Raises NotFound, Forbidden, NoDraft."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    is_up = request.POST.get("way") == "up"
    editing.move_item(line_of(version, item_id), branch, by=request.user.actor, at=timezone.now(), is_up=is_up)
    return done(request, redirect=f"{page(branch, version.template_id)}#item-{item_id}")


@login_required
@require_POST
def drop_item(request: HttpRequest, code: str, version_id: int, item_id: int) -> HttpResponse:
    """Take a line out. Raises NotFound, Forbidden, NoDraft."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    editing.drop_item(line_of(version, item_id), branch, by=request.user.actor, at=timezone.now())
    return done(request, _("Taken out."), redirect=f"{page(branch, version.template_id)}#items")


@login_required
@require_POST
def publish(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Let the draft count from a day on. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    begins = form.cleaned_data["effective_from"]
    editing.publish(version, branch, by=request.user.actor, at=timezone.now(), effective_from=begins)
    message = _("This version counts from %(day)s on.") % {"day": begins.isoformat()}
    return done(request, message, redirect=page(branch, version.template_id))


@login_required
@require_POST
def discard(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """Throw the draft away. Raises NotFound, Forbidden, NoDraft."""
    assert isinstance(request.user, Staff)
    branch, version = draft_of(request, code, version_id)
    editing.discard(version, branch, by=request.user.actor, at=timezone.now())
    return done(request, _("The draft is gone."), redirect=reverse("floor:check-templates", args=[branch.code]))


def line_of(version: ChecklistVersion, item_id: int) -> ChecklistItem:
    """A line of a version. Raises NotFound."""
    found = version.items.filter(pk=item_id).first()
    if found is None:
        raise NotFound
    found.version = version
    return found


def page(branch: Branch, template_id: int) -> str:
    """The page of a checklist."""
    return reverse("floor:check-template", args=[branch.code, template_id])
