"""Filling in forms: draft, complete, marked for correction, amended. Signing and loading stand beside it.

Whatever a form hangs on is locked before the form: ticket or case, then token, then form.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lobby.branches.actors import Actor
from lobby.live import journal
from queueing.domain.cases import check_alive, locked_case
from queueing.domain.moving import locked, news_of
from queueing.eforms.fields import Field
from queueing.enums import OPEN
from queueing.enums.eforms import FORM_MOVES, FormSource, FormStatus
from queueing.errors.eforms import FormEnded, FormInvalid, FormNotReady, FormOutdated, FormSigned, UnknownLine
from queueing.events.cases import CaseProgressed
from queueing.events.eforms import FormAmended, FormCompleted, FormEvent, FormMarked, FormRead, FormSaved
from queueing.models import FormInstance, FormTemplate, ServiceCase, Ticket

Holder = Ticket | ServiceCase


def fill(
    template: FormTemplate,
    *,
    by: Actor,
    at: dt.datetime,
    holder: Holder,
    source: FormSource,
    typed: Mapping[str, str],
    is_final: bool,
) -> FormInstance:
    """Keep what was typed for a ticket or a case; lines not named stay as they were.

    A draft may have gaps, a final form may not. Raises FormEnded, CaseEnded, CaseExpired (the holder is over), UnknownLine,
    FormSigned, FormInvalid (nothing is kept then).
    """
    with journal.unit(by=by, at=at):
        holder = locked_holder(holder, at=at)
        form = current_form(holder, template) or new_form(holder, template)
        check_form_move(form, "fill")
        before = form.values
        after = checked(template.lines, before, typed, marked=form.marked if is_final else (), is_final=is_final)
        form.content = json.dumps(after, ensure_ascii=False, sort_keys=True)
        form.marked = [key for key in form.marked if after.get(key) == before.get(key)]
        form.status = FormStatus.COMPLETE if is_final else FormStatus.DRAFT
        form.source, form.filled_at = source, at
        form.save()
        record_form(form, FormCompleted if is_final else FormSaved)
    return form


def locked_holder(holder: Holder, *, at: dt.datetime) -> Holder:
    """What the form hangs on, locked, as long as it is not over (1 statement). Raises FormEnded, CaseEnded, CaseExpired."""
    if isinstance(holder, Ticket):
        ticket = locked(holder)
        if ticket.status not in OPEN:
            raise FormEnded(number=ticket.number)
        return ticket
    case = locked_case(holder)
    check_alive(case, at=at)
    return case


def current_form(holder: Holder, template: FormTemplate) -> FormInstance | None:
    """The newest version of a form on its holder, locked (1 statement)."""
    return locked_forms().filter(**hangs_on(holder), template=template, is_current=True).first()


def locked_forms() -> QuerySet[FormInstance]:
    """Forms with what verbs look at, their own rows locked."""
    forms = FormInstance.objects.select_for_update(no_key=True, of=("self",))
    return forms.select_related("template", "ticket__service", "case__service")


def locked_form(form: FormInstance) -> FormInstance:
    """Read a form again under its lock (1 statement). Raises FormOutdated when a newer version took its place."""
    fresh = locked_forms().get(pk=form.pk)
    if not fresh.is_current:
        raise FormOutdated
    return fresh


def hangs_on(holder: Holder) -> dict[str, Holder]:
    """The column that points to the holder."""
    return {"ticket" if isinstance(holder, Ticket) else "case": holder}


def new_form(holder: Holder, template: FormTemplate) -> FormInstance:
    """An unsaved, empty form."""
    return FormInstance(branch_id=holder.branch_id, template=template, **hangs_on(holder))


def check_form_move(form: FormInstance, verb: str) -> None:
    """Raises FormSigned or FormNotReady when the form's state does not allow the verb."""
    if form.status in FORM_MOVES[verb]:
        return
    if form.status == FormStatus.SIGNED:
        raise FormSigned
    raise FormNotReady(status=FormStatus(form.status).label)


def checked(
    lines: list[Field], before: Mapping[str, str], typed: Mapping[str, str], *, marked: Collection[str], is_final: bool
) -> dict[str, str]:
    """The values after a filling. Raises UnknownLine, FormInvalid with the words of every wrong line."""
    if set(typed) - {line.key for line in lines}:
        raise UnknownLine
    after, problems = dict(before), {}
    for line in lines:
        if line.key in typed:
            try:
                after[line.key] = line.clean(typed[line.key])
            except ValidationError as error:
                problems[line.key] = error.messages[0]
                continue
        if is_final and line.required and not after.get(line.key):
            problems[line.key] = _("Please fill this in.")
        elif line.key in marked and after.get(line.key) == before.get(line.key):
            problems[line.key] = _("This line was marked at the counter: please correct it.")
    if problems:
        language = get_language() or "zh-hans"
        wrong = [line.label_in(language) for line in lines if line.key in problems]
        raise FormInvalid(problems, lines=" · ".join(wrong))
    return after


def amend(form: FormInstance, *, by: Actor, at: dt.datetime, source: FormSource) -> FormInstance:
    """Begin the next version of a signed form with the same values; the signed one stays as it is.

    Raises FormEnded, CaseEnded, CaseExpired, FormOutdated, FormNotReady (not signed: it can be changed as it is).
    """
    with journal.unit(by=by, at=at):
        locked_holder(holder_of(form), at=at)
        form = locked_form(form)
        check_form_move(form, "amend")
        form.is_current = False
        form.save(update_fields=["is_current"])
        newer = FormInstance.objects.create(
            branch_id=form.branch_id,
            template=form.template,
            ticket=form.ticket,
            case=form.case,
            content=form.content,
            marked=form.marked,
            version=form.version + 1,
            supersedes=form,
            source=source,
            filled_at=at,
        )
        record_form(newer, FormAmended)
    return newer


def mark(form: FormInstance, *, by: Actor, at: dt.datetime, lines: Collection[str]) -> FormInstance:
    """Mark the lines that the customer has to correct; none takes the marks away.

    A complete form becomes a draft again; a signed one stays signed, its correction is a new version. Raises FormOutdated,
    UnknownLine.
    """
    with journal.unit(by=by, at=at):
        form = locked_form(form)
        check_form_move(form, "mark")
        keys = [line.key for line in form.template.lines]
        if set(lines) - set(keys):
            raise UnknownLine
        form.marked = [key for key in keys if key in lines]
        if form.marked and form.status == FormStatus.COMPLETE:
            form.status = FormStatus.DRAFT
        form.save(update_fields=["marked", "status"])
        record_form(form, FormMarked, lines=form.marked)
    return form


def note_reading(form: FormInstance, *, by: Actor, at: dt.datetime, purpose: str, in_full: bool) -> None:
    """Write down that staff read the values of a ticket's form (R12)."""
    with journal.unit(by=by, at=at):
        record_form(form, FormRead, purpose=purpose, in_full=in_full)


def holder_of(form: FormInstance) -> Holder:
    """What a form hangs on: its ticket, else its case."""
    holder = form.ticket or form.case
    assert holder is not None  # a constraint of the table
    return holder


def record_form(form: FormInstance, event: type[FormEvent], **more: object) -> None:
    """News of a form: of its ticket, or of its case while it has none."""
    if form.ticket is not None:
        about = {"form": form.pk, "template": form.template.code, "version": form.version, **more}
        journal.record(event(**news_of(form.ticket), **about))  # type: ignore[arg-type]
    elif form.case is not None:
        journal.record(
            CaseProgressed(
                branch_id=form.case.branch_id,
                case=form.case.pk,
                service=form.case.service.code,
                what=event.type,
                form=form.pk,
                template=form.template.code,
            )
        )
