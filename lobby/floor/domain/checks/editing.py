"""Changing checklists: a draft is written, then it counts for the runs made from a business day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.floor.errors.checks import CodeTaken, DraftEmpty, EffectiveInThePast, NoDraft
from lobby.floor.events.checks import ChecklistChanged
from lobby.floor.models import ChecklistItem, ChecklistTemplate, ChecklistVersion
from lobby.live import journal


def add_template(
    branch: Branch, *, by: Actor, at: dt.datetime, code: str, kind: str, name_zh: str, name_en: str
) -> ChecklistVersion:
    """A checklist of one branch, as a draft. One with the code of a bank's replaces it there. Raises CodeTaken."""
    with journal.unit(by=by, at=at):
        template, is_new = ChecklistTemplate.objects.get_or_create(branch=branch, code=code, defaults={"kind": kind})
        if not is_new:
            raise CodeTaken
        version = ChecklistVersion.objects.create(
            template=template, number=1, name_zh=name_zh, name_en=name_en, made_by_id=by.staff_id
        )
        tell(version, branch, "added")
    return version


def begin_draft(template: ChecklistTemplate, branch: Branch, *, by: Actor, at: dt.datetime) -> ChecklistVersion:
    """A copy of the newest version to be changed; the draft that is there already, where there is one."""
    with journal.unit(by=by, at=at):
        ChecklistTemplate.objects.select_for_update(no_key=True).get(pk=template.pk)
        newest = template.versions.order_by("-number").first()
        if newest is not None and newest.published_at is None:
            return newest
        draft = copy_of(newest, template) if newest else ChecklistVersion(template=template, number=1)
        draft.made_by_id = by.staff_id
        draft.save()
        if newest is not None:
            copy_items(newest, draft)
        tell(draft, branch, "drafted")
    return draft


def take_over(template: ChecklistTemplate, branch: Branch, *, by: Actor, at: dt.datetime) -> ChecklistVersion:
    """A branch's own copy of a checklist of the bank, as a draft. Raises CodeTaken."""
    with journal.unit(by=by, at=at):
        own, is_new = ChecklistTemplate.objects.get_or_create(
            branch=branch, code=template.code, defaults={"kind": template.kind}
        )
        if not is_new:
            raise CodeTaken
        newest = template.versions.filter(published_at__isnull=False).order_by("-number").first()
        draft = copy_of(newest, own) if newest else ChecklistVersion(template=own)
        draft.number, draft.made_by_id = 1, by.staff_id
        draft.save()
        if newest is not None:
            copy_items(newest, draft)
        tell(draft, branch, "drafted")
    return draft


def copy_of(version: ChecklistVersion, template: ChecklistTemplate) -> ChecklistVersion:
    """An unsaved draft that says the same."""
    fields = {field.attname: getattr(version, field.attname) for field in ChecklistVersion._meta.concrete_fields}
    fields |= {"id": None, "template_id": template.pk, "published_at": None, "effective_from": None}
    return ChecklistVersion(**{**fields, "number": version.number + 1})


def copy_items(source: ChecklistVersion, draft: ChecklistVersion) -> None:
    """The same lines in the same order (2 statements)."""
    items = list(source.items.order_by("position", "pk"))
    for item in items:
        item.pk, item.version = None, draft
    ChecklistItem.objects.bulk_create(items)


def change_version(
    version: ChecklistVersion, branch: Branch, values: Mapping[str, Any], *, by: Actor, at: dt.datetime
) -> ChecklistVersion:
    """Who does it, who signs, when. Raises NoDraft."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(version)
        for name, value in values.items():
            setattr(draft, name, value)
        draft.save(update_fields=list(values))
        tell(draft, branch, "changed")
    return draft


def save_item(
    version: ChecklistVersion,
    branch: Branch,
    values: Mapping[str, Any],
    *,
    by: Actor,
    at: dt.datetime,
    item: ChecklistItem | None = None,
) -> ChecklistItem:
    """Add a line at the end, or change one. Raises NoDraft, CodeTaken."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(version)
        same = draft.items.filter(code=values["code"])
        if (same.exclude(pk=item.pk) if item else same).exists():
            raise CodeTaken
        if item is None:
            last = draft.items.aggregate(last=Max("position"))["last"] or 0
            item = ChecklistItem(version=draft, position=last + 1)
        for name, value in values.items():
            setattr(item, name, value)
        item.save()
        tell(draft, branch, "changed")
    return item


def drop_item(item: ChecklistItem, branch: Branch, *, by: Actor, at: dt.datetime) -> None:
    """Take a line out of a draft. Raises NoDraft."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(item.version)
        draft.items.filter(pk=item.pk).delete()
        tell(draft, branch, "changed")


def move_item(item: ChecklistItem, branch: Branch, *, by: Actor, at: dt.datetime, is_up: bool) -> None:
    """Change places with the line above or below; the first stays first. Raises NoDraft."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(item.version)
        items = list(draft.items.order_by("position", "pk"))
        place = next((n for n, one in enumerate(items) if one.pk == item.pk), 0)
        other = place - 1 if is_up else place + 1
        if 0 <= other < len(items):
            items[place], items[other] = items[other], items[place]
        for position, one in enumerate(items, start=1):
            one.position = position
        ChecklistItem.objects.bulk_update(items, ["position"])
        tell(draft, branch, "changed")


def publish(
    version: ChecklistVersion, branch: Branch, *, by: Actor, at: dt.datetime, effective_from: dt.date
) -> ChecklistVersion:
    """From that business day on, runs are made of this version. Raises NoDraft, DraftEmpty, EffectiveInThePast."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(version)
        if effective_from < business_date(branch, at):
            raise EffectiveInThePast
        if not draft.roles or not draft.items.exists():
            raise DraftEmpty
        draft.published_at, draft.effective_from = at, effective_from
        draft.save(update_fields=["published_at", "effective_from"])
        tell(draft, branch, "published")
    return draft


def discard(version: ChecklistVersion, branch: Branch, *, by: Actor, at: dt.datetime) -> None:
    """Throw a draft away. Raises NoDraft."""
    with journal.unit(by=by, at=at):
        draft = locked_draft(version)
        tell(draft, branch, "discarded")
        draft.items.all().delete()
        ChecklistVersion.objects.filter(pk=draft.pk).delete()


def switch(template: ChecklistTemplate, branch: Branch, *, by: Actor, at: dt.datetime, is_active: bool) -> None:
    """Use a checklist, or use it no more; runs that are made stay."""
    with journal.unit(by=by, at=at):
        template.is_active = is_active
        template.save(update_fields=["is_active"])
        journal.record(
            ChecklistChanged(
                branch_id=branch.pk,
                checklist=template.pk,
                code=template.code,
                version=0,
                what="switched on" if is_active else "switched off",
            )
        )


def locked_draft(version: ChecklistVersion) -> ChecklistVersion:
    """Read the draft again with its row locked. Raises NoDraft when it is published meanwhile."""
    rows = ChecklistVersion.objects.select_for_update(no_key=True, of=("self",)).select_related("template")
    draft = rows.filter(pk=version.pk, published_at__isnull=True).first()
    if draft is None:
        raise NoDraft
    return draft


def tell(version: ChecklistVersion, branch: Branch, what: str) -> None:
    """Write down who changed which checklist."""
    journal.record(
        ChecklistChanged(
            branch_id=branch.pk,
            checklist=version.template_id,
            code=version.template.code,
            version=version.number,
            what=what,
        )
    )
