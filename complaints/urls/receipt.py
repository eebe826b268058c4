"""Addresses of the customers' pages. A token of 32 signs is a receipt's; shorter ones at /c/ are cases of the pre-review."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from complaints.views import intake, receipt

SECRET = r"(?P<token>[A-Za-z0-9_-]{32})"
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(rf"^c/{SECRET}/$", receipt.receipt, name="receipt"),
    re_path(rf"^c/{SECRET}/add/$", receipt.add, name="receipt-add"),
    re_path(rf"^c/{SECRET}/withdraw/$", receipt.withdraw, name="receipt-withdraw"),
    re_path(rf"^c/{SECRET}/review/$", receipt.review, name="receipt-review"),
    re_path(rf"^c/{SECRET}/reopen/$", receipt.open_again, name="receipt-reopen"),
    # Apart from the others: larger bodies are let in by the beginning of an address.
    re_path(rf"^complaint-pictures/{SECRET}/$", receipt.picture, name="receipt-picture"),
    path("t/<slug:token>/complaint/", intake.intake, name="intake"),
]
