"""One form: fill it in, sign it, change it after that, print it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.answers import done
from lobby.branches.errors import NotFound
from lobby.branches.middleware import wants_json
from lobby.customers.drawings import MOST_BYTES
from lobby.customers.errors.drawings import BadSignature
from queueing.alerts.form_help import ask_help as call_reception
from queueing.domain import eforms, signing
from queueing.enums.eforms import FormStatus, SignerRole
from queueing.errors.eforms import FormInvalid
from queueing.models import FormInstance, FormTemplate, Ticket
from queueing.selectors.eforms import Line, Paper, paper_of
from queueing.views.customers import language
from queueing.views.eforms.folders import Folder


@require_GET
def form(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """The form: its lines while it is filled in, what was filled in once it is complete. Raises NotFound."""
    paper = paper_of(folder.holder, template_id)
    note_reading(folder, paper, purpose="form page")
    lines = paper.lines(language(), in_full=folder.shows_all)
    return show(request, folder, paper, lines, is_editing=is_editing(request, paper))


def is_editing(request: HttpRequest, paper: Paper) -> bool:
    """Whether the lines are open: until the form is complete, and again when somebody wishes so."""
    if paper.state == FormStatus.SIGNED or (paper.form and paper.form.status == FormStatus.SIGNED):
        return False
    return paper.state != FormStatus.COMPLETE or "edit" in request.GET


def show(
    request: HttpRequest, folder: Folder, paper: Paper, lines: list[Line], *, is_editing: bool, status: int = 200
) -> HttpResponse:
    """The page of a form."""
    template_id = paper.template.pk
    context = {
        "folder": folder,
        "paper": paper,
        "lines": lines,
        "is_editing": is_editing,
        "address": folder.address("", template_id),
        "edit_address": folder.address("", template_id, edit=1),
        "sign_address": folder.address("sign", template_id),
        "amend_address": folder.address("amend", template_id),
        "help_address": folder.address("help", template_id) if may_ask_help(folder) else "",
        "is_helped": "helped" in request.GET,
        "paper_address": folder.address("paper", template_id),
        "roles": SignerRole.choices,
        "most_bytes": MOST_BYTES,
        "signature": signature_of(paper.form),
        **folder.context,
    }
    return render(request, "queueing/eforms/form.html", context, status=status)


@require_POST
def fill(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """Keep what was typed: as a draft, or as the complete form. Wrong lines come back with their words, nothing is lost.

    Raises NotFound, FormEnded, FormSigned, CaseEnded, CaseExpired.
    """
    paper = paper_of(folder.holder, template_id)
    typed = typed_in(request, paper, shows_all=folder.shows_all)
    is_final = "draft" not in request.POST
    try:
        keep(folder, paper.template, typed, is_final=is_final)
    except FormInvalid as refusal:
        if wants_json(request):
            raise
        lines = paper.lines(language(), in_full=folder.shows_all, typed=typed, problems=refusal.problems)
        return show(request, folder, paper, lines, is_editing=True, status=refusal.status)
    return done(request, redirect=folder.address("", template_id) if is_final else folder.home)


def typed_in(request: HttpRequest, paper: Paper, *, shows_all: bool) -> dict[str, str]:
    """The lines that were sent; a masked line that was left empty stays as it is."""
    typed = {}
    for line in paper.lines("en", in_full=shows_all):
        text = request.POST.get(line.field.key)
        is_untouched = line.field.is_sensitive and not shows_all and line.kept and text == ""
        if text is not None and not is_untouched:
            typed[line.field.key] = text
    return typed


def keep(folder: Folder, template: FormTemplate, typed: Mapping[str, str], *, is_final: bool) -> FormInstance:
    """Call the verb for this folder."""
    return eforms.fill(
        template,
        by=folder.by,
        at=timezone.now(),
        holder=folder.holder,
        source=folder.source,
        typed=typed,
        is_final=is_final,
    )


@require_POST
def amend(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """Begin the next version of a signed form. Raises NotFound, FormNotReady, FormOutdated, FormEnded."""
    eforms.amend(begun(folder, template_id), by=folder.by, at=timezone.now(), source=folder.source)
    return done(request, redirect=folder.address("", template_id))


@require_POST
def ask_help(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """Call the reception; a case without a ticket is nowhere near it. Raises NotFound, IllegalMove."""
    paper_of(folder.holder, template_id)
    if not may_ask_help(folder):
        raise NotFound
    assert isinstance(folder.holder, Ticket)
    call_reception(folder.holder, by=folder.by, at=timezone.now())
    return done(request, redirect=folder.address("", template_id, helped=1))


def may_ask_help(folder: Folder) -> bool:
    """Whether a customer in the hall fills the form in alone."""
    return isinstance(folder.holder, Ticket) and folder.family != "floor"


@require_POST
def sign(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """Take the drawn signature. Raises NotFound, BadSignature, FormNotReady, AlreadySigned, FormEnded."""
    upload = request.FILES.get("image")
    if upload is None or upload.size is None or upload.size > MOST_BYTES:
        raise BadSignature(reason=_("the picture is too large") if upload else _("nothing is drawn on it"))
    role = request.POST.get("role", "")
    signing.sign(
        begun(folder, template_id),
        by=folder.by,
        at=timezone.now(),
        image=upload.read(),
        device=folder.device,
        role=SignerRole(role) if role in SignerRole.values else SignerRole.CUSTOMER,
    )
    return done(request, redirect=folder.address("", template_id))


@require_GET
def paper(request: HttpRequest, folder: Folder, template_id: int) -> HttpResponse:
    """The form on A4, with its signature or a line to sign on. Raises NotFound (not begun)."""
    found = paper_of(folder.holder, template_id)
    filled = begun(folder, template_id)
    note_reading(folder, found, purpose="print")
    context = {
        "folder": folder,
        "paper": found,
        "form": filled,
        "branch": filled.branch,
        "lines": found.lines(language(), in_full=folder.shows_all),
        "signature": signature_of(filled),
        "address": folder.address("", template_id),
    }
    return render(request, "queueing/eforms/paper.html", context)


def begun(folder: Folder, template_id: int) -> FormInstance:
    """The filled form. Raises NotFound while nobody has begun it."""
    form = paper_of(folder.holder, template_id).form
    if form is None:
        raise NotFound
    return form


def signature_of(form: FormInstance | None) -> dict[str, object] | None:
    """The drawing as an address that needs no other request, who signed and whether it is intact (0–1 query)."""
    if form is None or form.status != FormStatus.SIGNED:
        return None
    row = form.signatures.order_by("pk").first()
    if row is None:
        return None
    row.form = form
    return {"row": row, "source": f"data:image/png;base64,{row.image}", "is_intact": signing.is_intact(row)}


def note_reading(folder: Folder, paper: Paper, *, purpose: str) -> None:
    """Write down that staff looked at a filled form (R12)."""
    if folder.is_staff and paper.form is not None:
        eforms.note_reading(paper.form, by=folder.by, at=timezone.now(), purpose=purpose, in_full=folder.shows_all)
