"""Addresses of the pre-review, of forms and of cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_http_methods

from queueing.views import cases
from queueing.views.eforms import kiosk, pages
from queueing.views.eforms.folders import Folder, PageView, case_folder, floor_folder, kiosk_folder, opens, phone_folder
from queueing.views.floor import prereview


def by_method(get: PageView, post: PageView) -> PageView:
    """One address that is read and written."""

    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (post if request.method == "POST" else get)(request, *args, **kwargs)

    return view


FAMILIES: list[tuple[str, str, Callable[..., Folder], PageView]] = [
    ("t/<slug:token>/forms/", "phone", phone_folder, by_method(pages.form, pages.fill)),
    ("c/<slug:token>/forms/", "case", case_folder, by_method(pages.form, pages.fill)),
    ("floor/tickets/<int:ticket_id>/forms/", "floor", floor_folder, by_method(pages.form, pages.fill)),
    ("kiosk/<slug:code>/tickets/<slug:token>/forms/", "kiosk", kiosk_folder, by_method(kiosk.form, kiosk.answer)),
]
ACTS = {"sign": pages.sign, "amend": pages.amend, "paper": pages.paper, "help": pages.ask_help}

urlpatterns: list[URLPattern | URLResolver] = [
    path("c/<slug:token>/", cases.case, name="case"),
    path("c/<slug:token>/forms/<int:template_id>/token/", opens(case_folder, cases.token), name="case-form-token"),
    path("floor/tickets/<int:ticket_id>/review/", prereview.papers, name="floor-review"),
    path("floor/tickets/<int:ticket_id>/review/save/", prereview.save, name="floor-review-save"),
    path("floor/tickets/<int:ticket_id>/load/", prereview.load, name="floor-load"),
]
for prefix, family, find, page in FAMILIES:
    urlpatterns.append(path(f"{prefix}<int:template_id>/", opens(find, page), name=f"{family}-form"))
    urlpatterns += [
        path(f"{prefix}<int:template_id>/{act}/", opens(find, view), name=f"{family}-form-{act}")
        for act, view in ACTS.items()
    ]
