"""Addresses: loans and home visits. Those that take a branch's code come last."""

from django.urls import URLPattern, path

from lobby.floor.views import care, home_visits

HOME = "floor/home-visits/<int:visit_id>"

urlpatterns: list[URLPattern] = [
    path("floor/loans/<int:loan_id>/return/", care.give_back, name="loan-return"),
    path("floor/loans/<int:loan_id>/out/", care.still_out, name="loan-out"),
    path(f"{HOME}/", home_visits.detail, name="home-visit"),
    path(f"{HOME}/plan/", home_visits.plan, name="home-visit-plan"),
    path(f"{HOME}/begin/", home_visits.begin, name="home-visit-begin"),
    path(f"{HOME}/finish/", home_visits.finish, name="home-visit-finish"),
    path(f"{HOME}/cancel/", home_visits.cancel, name="home-visit-cancel"),
    path("floor/<str:code>/loans/", care.lend, name="loan-lend"),
    path("floor/<str:code>/home-visits/", home_visits.page, name="home-visits"),
    path("floor/<str:code>/home-visits/new/", home_visits.request_visit, name="home-visit-request"),
]
