"""Form templates: a change is a new version, and forms that were begun keep the one they have."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Service
from lobby.live import journal
from queueing.eforms.fields import parse_fields
from queueing.events.eforms import TemplatePublished, TemplateWithdrawn
from queueing.models import FormTemplate


def publish(
    service: Service,
    *,
    by: Actor,
    at: dt.datetime,
    code: str,
    name_zh: str,
    name_en: str,
    fields: Any,
    needs_signature: bool = True,
    position: int = 0,
) -> FormTemplate:
    """Offer a form, or the next version of it in place of the last. Raises ValidationError for lines that are none."""
    parse_fields(fields)
    with journal.unit(by=by, at=at):
        service = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
        versions = FormTemplate.objects.filter(service=service, code=code)
        last = versions.order_by("-version").first()
        versions.filter(is_active=True).update(is_active=False)
        template = FormTemplate.objects.create(
            service=service,
            code=code,
            version=last.version + 1 if last else 1,
            name_zh=name_zh,
            name_en=name_en,
            fields=fields,
            needs_signature=needs_signature,
            position=position,
        )
        journal.record(
            TemplatePublished(
                branch_id=service.branch_id, template=template.pk, code=template.code, version=template.version
            )
        )
    return template


def withdraw(template: FormTemplate, *, by: Actor, at: dt.datetime) -> FormTemplate:
    """Offer the form no longer; forms that were begun go on."""
    with journal.unit(by=by, at=at):
        template = (
            FormTemplate.objects.select_for_update(no_key=True, of=("self",))
            .select_related("service")
            .get(pk=template.pk)
        )
        template.is_active = False
        template.save(update_fields=["is_active"])
        journal.record(
            TemplateWithdrawn(
                branch_id=template.service.branch_id, template=template.pk, code=template.code, version=template.version
            )
        )
    return template
