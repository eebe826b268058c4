"""Installing the shipped checklists for the whole bank."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lobby.floor.domain.checks.shipped.daily import DAILY
from lobby.floor.domain.checks.shipped.periodic import PERIODIC
from lobby.floor.domain.checks.shipped.wording import Shipped
from lobby.floor.models import ChecklistItem, ChecklistTemplate, ChecklistVersion

SHIPPED = DAILY + PERIODIC


def install(*, at: dt.datetime, effective_from: dt.date, codes: tuple[str, ...] = ()) -> list[ChecklistTemplate]:
    """Add the shipped checklists that the bank does not have, all or those named; returns the new ones.

    What is there stays as it is, edited or not, switched off or not.
    """
    known = set(ChecklistTemplate.objects.filter(branch__isnull=True).values_list("code", flat=True))
    wanted = [one for one in SHIPPED if one.code not in known and (not codes or one.code in codes)]
    return [write(one, at=at, effective_from=effective_from) for one in wanted]


@transaction.atomic
def write(shipped: Shipped, *, at: dt.datetime, effective_from: dt.date) -> ChecklistTemplate:
    """One checklist with its first version."""
    template = ChecklistTemplate.objects.create(code=shipped.code, kind=shipped.kind)
    version = ChecklistVersion.objects.create(
        template=template,
        number=1,
        name_zh=shipped.name_zh,
        name_en=shipped.name_en,
        published_at=at,
        effective_from=effective_from,
        **shipped.fields,
    )
    ChecklistItem.objects.bulk_create(items_of(shipped, version))
    return template


def items_of(shipped: Shipped, version: ChecklistVersion) -> list[ChecklistItem]:
    """The lines in their order, numbered by group and line."""
    items: list[ChecklistItem] = []
    for number, group in enumerate(shipped.groups, start=1):
        for place, line in enumerate(group.lines, start=1):
            items.append(
                ChecklistItem(
                    version=version,
                    position=len(items) + 1,
                    code=f"{number}.{place}",
                    group_zh=group.zh,
                    group_en=group.en,
                    text_zh=line.zh,
                    text_en=line.en,
                    **line.fields,
                )
            )
    return items
