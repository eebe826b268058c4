"""Calls: ask for more time, decide about it, tell the customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from complaints.access.cases import complaint_for
from complaints.api.clocks import bodies
from complaints.api.clocks.shapes import ExtensionShape, extension_answer
from complaints.domain.clocks import extending
from complaints.models import Extension
from lobby.branches.api.authentication import staff_of
from lobby.branches.api.idempotency import Answer
from lobby.live.posting import Call, PostView


class ExtensionVerb(PostView):
    """One verb; the verb itself checks who may do it."""

    about = "complaints"
    answers = {200: ExtensionShape}
    verb: ClassVar[Callable[..., Extension]]

    def act(self, call: Call, complaint_id: int) -> Answer:
        """Fetch, act, answer."""
        staff = staff_of(call.person)
        done = type(self).verb(complaint_for(staff, complaint_id), by=staff, at=call.at, **call.values)
        found = Extension.objects.select_related("clock", "asked_by", "decided_by").get(pk=done.pk)
        return Answer(200, extension_answer(found))


class Extend(ExtensionVerb):
    """Ask for more time, before the legal clock is due: 15 days the first time, 30 the second, as the terms have it."""

    operation, verb, body = "complaint-extend", extending.extend, bodies.ExtendBody


class ApproveExtension(ExtensionVerb):
    """Another person agrees: the branch head the first time, an office above the second."""

    operation, verb = "complaint-extension-approve", extending.approve_extension


class RefuseExtension(ExtensionVerb):
    """Another person does not agree; the due stays."""

    operation, verb, body = "complaint-extension-refuse", extending.refuse_extension, bodies.RefuseExtensionBody


class TellExtension(ExtensionVerb):
    """The customer was told, before the current due: from now on the new one counts."""

    operation, verb, body = "complaint-extension-tell", extending.tell_extension, bodies.TellExtensionBody
