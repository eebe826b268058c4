"""The customer's way out of offers: one button behind the address that a message carries, without signing in (N09)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lobby.branches.errors import NotFound
from marketing.domain.messages.opting_out import message_by_token, opt_out
from queueing.views.customers import check_customer, options_of, private_page


@csrf_exempt  # The token is the authority; mail programs post it themselves (RFC 8058), without any cookie of ours.
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Say what it ends; a post ends it. Reading it changes nothing, for mail programs read every address."""
    try:
        message = message_by_token(token)
    except NotFound as refusal:
        return render(request, "lobby/404.html", {"refusal": refusal, "is_public": True}, status=refusal.status)
    assert message.customer is not None
    customer = message.customer
    if request.method == "POST":
        check_customer(request)
        customer = opt_out(message, at=timezone.now())
    context = {
        "branch": message.branch,
        "is_over": customer.consent_marketing_at is None,
        **options_of(request).context,
    }
    return render(request, "marketing/follow/opt_out.html", context)
