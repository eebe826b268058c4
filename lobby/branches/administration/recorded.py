"""The history page of settings that keep one: who changed what, when, from what to what. It only tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from lobby.branches.administration.reach import WithinReach

VERSIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one version."""

    field: str
    old: Any
    new: Any


class Recorded(WithinReach):
    """A page whose model keeps its versions in `history`."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The newest versions with what each changed. Raises Http404 out of reach."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        versions = list(
            obj.history.select_related("history_user").order_by("-history_date", "-pk")[: VERSIONS_SHOWN + 1]
        )
        told = [(new, changes(new, old)) for new, old in zip(versions, [*versions[1:], None], strict=True)]
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(name)s") % {"name": obj},
            "object": obj,
            "opts": self.opts,
            "versions": told[:VERSIONS_SHOWN],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/branches/history.html", context)


def changes(new: Any, old: Any) -> list[Change]:
    """Fields in which a version differs from the one before; none for the first."""
    if old is None:
        return []
    return [Change(label(new, one.field), one.old, one.new) for one in new.diff_against(old).changes]


def label(version: Any, name: str) -> str:
    """The field's name in the reader's language."""
    try:
        return str(type(version).instance_type._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name
