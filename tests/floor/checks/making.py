"""Plain makers of checklists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.models import Branch
from lobby.floor.enums.checks import CheckKind, When
from lobby.floor.models import ChecklistItem, ChecklistTemplate, ChecklistVersion

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def make_version(
    kind: str = CheckKind.OPENING,
    *,
    template: ChecklistTemplate | None = None,
    branch: Branch | None = None,
    **fields: Any,
) -> ChecklistVersion:
    """A published version without items."""
    if template is None:
        template = ChecklistTemplate.objects.create(code=fields.pop("code", kind), kind=kind, branch=branch)
    defaults = {
        "number": template.versions.count() + 1,
        "name_zh": "开门检查",
        "name_en": "Opening check",
        "roles": ["LM", "LMA"],
        "signed_by": "HEAD",
        "when": When.OPENING,
        "published_at": LONG_AGO,
        "effective_from": LONG_AGO.date(),
    }
    return ChecklistVersion.objects.create(template=template, **{**defaults, **fields})


def make_item(version: ChecklistVersion, code: str = "1", **fields: Any) -> ChecklistItem:
    defaults = {
        "position": version.items.count() + 1,
        "group_zh": "大厅",
        "group_en": "Hall",
        "text_zh": f"事项{code}",
        "text_en": f"Item {code}",
        "weight": 1,
    }
    return ChecklistItem.objects.create(version=version, code=code, **{**defaults, **fields})
