"""The messages: approved templates with preview and test, and the outbox."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from marketing.access.follow import message_for
from marketing.domain import messages
from marketing.domain.messages.writing import template_of
from marketing.forms.follow import TryForm
from marketing.selectors.messages import outbox_of, preview_of, templates_of
from marketing.views.follow.pages import day_page

P = Permission


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Templates, the chosen one (`?template=`) in both languages, the outbox. Raises UnknownBranch, Forbidden, NoTemplate."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.MARKETING_VIEW)
    templates = templates_of(branch, at=at)
    wished = request.GET.get("template", "")
    chosen = template_of(wished, branch, at) if wished else next(iter(templates), None)
    context = {
        **day_page(request.user, branch, "messages"),
        "templates": templates,
        "chosen": chosen,
        "previews": preview_of(chosen) if chosen else [],
        "outbox": outbox_of(branch),
    }
    return render(request, "marketing/follow/messages.html", context)


@login_required
@require_POST
def test(request: HttpRequest, code: str, template: str) -> HttpResponse:
    """Send a template to oneself. Raises UnknownBranch, Forbidden, NoTemplate, BadRecipient."""
    assert isinstance(request.user, Staff)
    at = timezone.now()
    branch = access.branch_for(request.user, code, P.LIBRARY_WRITE)
    form = TryForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    version = template_of(template, branch, at)
    messages.send_test(version, branch=branch, by=request.user, at=at, **form.cleaned_data)
    back = reverse("marketing:messages", args=[branch.code])
    return done(request, _("The test goes out within a minute."), back=back)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a waiting message off. Raises NotFound, Forbidden, IllegalMessageMove."""
    assert isinstance(request.user, Staff)
    message = message_for(request.user, pk)
    messages.cancel(message, by=request.user.actor, at=timezone.now())
    return done(request, _("It is not sent."), back=reverse("marketing:messages", args=[message.branch.code]))
