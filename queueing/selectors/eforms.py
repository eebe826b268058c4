"""The forms of a ticket or a case, as people see them: masked or in full, with what is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from lobby.branches.errors import NotFound
from queueing.domain.eforms import Holder, hangs_on
from queueing.eforms.fields import Field
from queueing.enums.eforms import FormStatus
from queueing.models import FormInstance, FormTemplate, Ticket


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form. `value` is what may be seen of it; `kept` says that there is one, seen or not."""

    field: Field
    label: str
    help: str
    value: str
    shown: str
    kept: bool
    is_marked: bool = False
    problem: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A form that the service asks for and, once somebody has begun, the filled one."""

    template: FormTemplate
    form: FormInstance | None

    @property
    def state(self) -> str:
        """`open` (not begun), `marked` (to correct), `draft`, `complete` (to sign where a signature is needed), `signed`."""
        if self.form is None:
            return "open"
        return "marked" if self.form.marked else self.form.status

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do with it before the counter."""
        return self.form is not None and self.form.is_finished

    @property
    def waits_for_signature(self) -> bool:
        """Filled in, not yet signed."""
        return self.state == FormStatus.COMPLETE and self.template.needs_signature

    def lines(
        self,
        language: str,
        *,
        in_full: bool,
        typed: Mapping[str, str] | None = None,
        problems: Mapping[str, str] | None = None,
    ) -> list[Line]:
        """Its lines; `typed` stands in place of what is kept, `problems` are words by key."""
        values = {**(self.form.values if self.form else {}), **(typed or {})}
        marked = self.form.marked if self.form else []
        return [
            line_of(
                one,
                values.get(one.key, ""),
                language,
                in_full=in_full or one.key in (typed or {}),
                is_marked=one.key in marked,
                problem=(problems or {}).get(one.key, ""),
            )
            for one in self.template.lines
        ]


def line_of(
    field: Field, value: str, language: str, *, in_full: bool, is_marked: bool = False, problem: str = ""
) -> Line:
    """A line with as much of its value as may be seen."""
    is_hidden = field.is_sensitive and not in_full
    return Line(
        field=field,
        label=field.label_in(language),
        help=field.help_in(language),
        value="" if is_hidden else value,
        shown=field.masked(value) if is_hidden else field.shown(value, language),
        kept=bool(value),
        is_marked=is_marked,
        problem=problem,
        options=tuple((one.value, one.label_in(language)) for one in field.choices),
    )


def papers_of(holder: Holder) -> list[Paper]:
    """Every form of the holder's service, begun or not, and whatever else was loaded (2 queries)."""
    forms = list(FormInstance.objects.filter(**hangs_on(holder), is_current=True).select_related("template"))
    begun = {form.template.code for form in forms}
    offered = FormTemplate.objects.filter(service=holder.service_id, is_active=True)
    papers = [Paper(form.template, form) for form in forms]
    papers += [Paper(one, None) for one in offered if one.code not in begun]
    return sorted(papers, key=lambda paper: (paper.template.position, paper.template.code))


def filled_papers_of(ticket: Ticket) -> list[Paper]:
    """The forms that were begun for a ticket (1 query)."""
    forms = FormInstance.objects.filter(ticket=ticket, is_current=True).select_related("template")
    return [Paper(form.template, form) for form in forms]


def paper_of(holder: Holder, template_id: int) -> Paper:
    """One form of the holder, begun or offered to it (1–2 queries). Raises NotFound."""
    forms = FormInstance.objects.filter(**hangs_on(holder), is_current=True, template=template_id)
    form = forms.select_related("template", "branch", "ticket", "case").first()
    if form is not None:
        return Paper(form.template, form)
    offered = Q(service=holder.service_id, is_active=True)
    template = FormTemplate.objects.filter(offered, pk=template_id).first()
    if template is None:
        raise NotFound
    return Paper(template, None)
