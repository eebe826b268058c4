"""News of forms on a ticket. Never a value: those stay in the form, encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event
from queueing.events.tickets import TicketEvent


@dataclass(frozen=True, kw_only=True)
class FormEvent(TicketEvent):
    """Something happened to a form of a ticket; `template` is the form's code."""

    form: int
    template: str
    version: int


@dataclass(frozen=True, kw_only=True)
class FormSaved(FormEvent):
    """A draft was kept."""

    type: ClassVar[str] = "form.saved"


@dataclass(frozen=True, kw_only=True)
class FormCompleted(FormEvent):
    """Every required line is filled in."""

    type: ClassVar[str] = "form.completed"


@dataclass(frozen=True, kw_only=True)
class FormSignedOnScreen(FormEvent):
    """Somebody signed; the form is frozen."""

    type: ClassVar[str] = "form.signed"
    role: str


@dataclass(frozen=True, kw_only=True)
class FormAmended(FormEvent):
    """A new version was begun."""

    type: ClassVar[str] = "form.amended"


@dataclass(frozen=True, kw_only=True)
class FormMarked(FormEvent):
    """Lines were marked for correction; `lines` are their keys."""

    type: ClassVar[str] = "form.marked"
    lines: list[str]


@dataclass(frozen=True, kw_only=True)
class FormLoaded(FormEvent):
    """A form came to the ticket by a pre-fill token or a continuation code."""

    type: ClassVar[str] = "form.loaded"


@dataclass(frozen=True, kw_only=True)
class FormRead(FormEvent):
    """A member of staff read the values; `in_full` with what is masked for others."""

    type: ClassVar[str] = "form.read"
    purpose: str
    in_full: bool


@dataclass(frozen=True, kw_only=True)
class TemplateEvent(Event):
    """Something happened to a form template."""

    subject_type: ClassVar[str] = "template"
    template: int
    code: str
    version: int


@dataclass(frozen=True, kw_only=True)
class TemplatePublished(TemplateEvent):
    """A version of a form is offered."""

    type: ClassVar[str] = "template.published"


@dataclass(frozen=True, kw_only=True)
class TemplateWithdrawn(TemplateEvent):
    """A form is offered no longer."""

    type: ClassVar[str] = "template.withdrawn"
