"""CM-5: the customer's page of a complaint behind its unguessable address, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from complaints.domain.cases import add_by_customer, reopen
from complaints.domain.cases import withdraw as withdraw_complaint
from complaints.domain.follow.reviews import ask_review
from complaints.domain.pictures import add_picture
from complaints.forms.receipt import PictureForm, WithdrawForm, WordsForm
from complaints.models import Complaint
from complaints.selectors.receipt import complaint_by_token, receipt_of
from complaints.views.limits import check_reading, check_writing
from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import Invalid, LobbyError, NotFound
from lobby.floor.domain.attachments import LIMIT_BYTES, MOST_OF_CUSTOMER
from queueing.slips import qr_code
from queueing.views.customers import check_customer, options_of, private_page

View = Callable[[HttpRequest, str], HttpResponse]
Act = Callable[[HttpRequest, Complaint], str]
# What the page says after an act, by the word in its address.
DONE: dict[str, Promise] = {
    "received": _("We have your complaint. Please keep this address; it is your receipt."),
    "added": _("Your words are with the complaint."),
    "pictured": _("Your picture is with the complaint."),
    "withdrawn": _("Your complaint is withdrawn from today on."),
    "reviewing": _("Your request for an internal review has come in."),
    "reopened": _("Your complaint is open again; both dates begin anew."),
}


def secret_page(view: View) -> View:
    """In no cache and no search engine; unknown addresses and too fast callers are answered alike, whatever they ask."""

    @private_page
    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        try:
            check_reading(request)
            return view(request, token)
        except NotFound as refusal:
            return render(request, "lobby/404.html", {"refusal": refusal}, status=refusal.status)

    return wrapped


@secret_page
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Where the complaint stands. Raises TooManyCalls."""
    complaint = complaint_by_token(token)
    return show(request, complaint, done=str(DONE.get(request.GET.get("done", ""), "")))


def posted(act: Act) -> View:
    """A post of the page: a refusal is said on it, above everything else. Raises CustomerOnly, TooManyCalls."""

    @secret_page
    @require_POST
    @wraps(act)
    def view(request: HttpRequest, token: str) -> HttpResponse:
        complaint = complaint_by_token(token)
        check_customer(request)
        try:
            check_writing(token)
            word = act(request, complaint)
        except LobbyError as refusal:
            complaint.refresh_from_db()
            return show(request, complaint, refusal=refusal)
        query = options_of(request).query
        return HttpResponseRedirect(f"{reverse('complaints:receipt', args=[token])}{query}&done={word}")

    return view


@posted
def add(request: HttpRequest, complaint: Complaint) -> str:
    """More words. Raises Invalid, EndedForGood."""
    add_by_customer(complaint, at=timezone.now(), text=words_of(request))
    return "added"


@posted
def picture(request: HttpRequest, complaint: Complaint) -> str:
    """One picture. Raises Invalid and what `add_picture` raises."""
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(reason=form.errors["file"][0])
    file = form.cleaned_data["file"]
    add_picture(complaint, file, at=timezone.now(), name=file.name)
    return "pictured"


@posted
def withdraw(request: HttpRequest, complaint: Complaint) -> str:
    """It ends today. Raises Invalid, IllegalComplaintMove."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise Invalid(reason=form.errors["text"][0])
    withdraw_complaint(complaint, by=CUSTOMER, at=timezone.now(), text=form.cleaned_data["text"])
    return "withdrawn"


@posted
def review(request: HttpRequest, complaint: Complaint) -> str:
    """An internal review of the decision. Raises Invalid, IllegalComplaintMove, ReviewTooLate, ReviewedAlready."""
    ask_review(complaint, by=CUSTOMER, at=timezone.now(), reason=words_of(request))
    return "reviewing"


@posted
def open_again(request: HttpRequest, complaint: Complaint) -> str:
    """A new fact. Raises Invalid, IllegalComplaintMove."""
    reopen(complaint, by=CUSTOMER, at=timezone.now(), text=words_of(request))
    return "reopened"


def words_of(request: HttpRequest) -> str:
    """What was written. Raises Invalid."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Invalid(reason=form.errors["text"][0])
    text: str = form.cleaned_data["text"]
    return text


def show(
    request: HttpRequest, complaint: Complaint, *, done: str = "", refusal: LobbyError | None = None
) -> HttpResponse:
    """The page with what was just done or refused."""
    address = request.build_absolute_uri(reverse("complaints:receipt", args=[complaint.token]))
    context = {
        "receipt": receipt_of(complaint, at=timezone.now()),
        "complaint": complaint,
        "branch": complaint.branch,
        "qr": qr_code(address),
        "done": done,
        "refusal": refusal.detail if refusal else "",
        "most_pictures": MOST_OF_CUSTOMER,
        "most_mb": LIMIT_BYTES // 1024 // 1024,
        **options_of(request).context,
    }
    return render(request, "complaints/receipt/receipt.html", context, status=refusal.status if refusal else 200)
