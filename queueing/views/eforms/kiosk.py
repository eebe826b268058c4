"""A form at the kiosk: one question a screen; every answer is kept at once, so a timeout loses nothing but the last."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.answers import done
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing.enums.eforms import FieldKind, FormStatus
from queueing.errors.eforms import FormInvalid
from queueing.selectors.eforms import Paper, paper_of
from queueing.views.customers import language, options_of
from queueing.views.eforms.folders import Folder
from queueing.views.eforms.pages import keep, signature_of, typed_in

# Kinds that are typed on the large keys, with the one key they have besides the digits.
EXTRA_KEYS = {FieldKind.PHONE: "+", FieldKind.AMOUNT: ".", FieldKind.NUMBER: ".", FieldKind.ID_NUMBER: "X"}


@require_GET
def form(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """The question of `?step=`, the look back over all answers after the last one. Raises NotFound."""
    return screen(request, folder, paper_of(folder.holder, template_id))


@require_POST
def answer(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """Keep one answer and go on to the next question; without a step the form is complete.

    Raises NotFound, FormEnded, FormSigned.
    """
    paper = paper_of(folder.holder, template_id)
    step = step_of(request, paper)
    typed = {} if step is None else typed_in(request, paper, shows_all=False)
    try:
        keep(folder, paper.template, typed, is_final=step is None)
    except FormInvalid as refusal:
        first = next(place for place, line in enumerate(paper.template.lines) if line.key in refusal.problems)
        return screen(request, folder, paper, step=first, typed=typed, problems=refusal.problems, status=400)
    if step is None:
        return done(request, redirect=folder.address("", template_id))
    return done(request, redirect=folder.address("", template_id, step=step + 1))


def screen(
    request: HttpRequest, folder: Folder, paper: Paper, *, step: int | None = None, status: int = 200, **told: Any
) -> HttpResponse:
    """One screen of the flow."""
    lines = paper.lines(language(), in_full=False, **told)
    if step is None:
        step = step_of(request, paper)
    is_open = paper.form is None or paper.form.status == FormStatus.DRAFT
    if step is None and paper.form is None:
        step = 0
    line = None if step is None else lines[step]
    options = options_of(request)
    audience = Audience(language=options.language, device=folder.context["kiosk"].pk)
    template_id = paper.template.pk
    context = {
        **live_page("kiosk", folder.context["kiosk"].branch, audience, at=timezone.now()),
        **folder.context,
        "options": options,
        "folder": folder,
        "paper": paper,
        "lines": lines,
        "line": line,
        "extra_key": EXTRA_KEYS.get(line.field.kind) if line else None,
        "step_query": "" if step is None else f"&step={step}",
        "place": (step or 0) + 1,
        "is_open": is_open,
        "address": folder.address("", template_id),
        "post_address": folder.address("", template_id, **({} if step is None else {"step": step})),
        "back_address": folder.address("", template_id, step=step - 1) if step else folder.home,
        "first_address": folder.address("", template_id, step=0),
        "help_address": folder.address("help", template_id),
        "is_helped": "helped" in request.GET,
        "sign_address": folder.address("sign", template_id),
        "signature": signature_of(paper.form),
    }
    return render(request, "queueing/eforms/kiosk.html", context, status=status)


def step_of(request: HttpRequest, paper: Paper) -> int | None:
    """The question that the address names, None when it names none of the form's."""
    wished = request.GET.get("step", "")
    is_known = wished.isascii() and wished.isdigit() and int(wished[:4]) < len(paper.template.fields)
    return int(wished[:4]) if is_known else None
