"""Addresses of complaints, one module for each family of screens."""

from django.urls import URLPattern, URLResolver, include, path

from complaints.urls import board, capture, cases, clocks, experience, follow, ratings, receipt

app_name = "complaints"
# What each noun adds under /api/v1/; queueing closes that root with its own calls.
api_calls: list[URLPattern | URLResolver] = [
    *cases.api_calls,
    *capture.api_calls,
    *clocks.api_calls,
    *follow.api_calls,
    *board.api_calls,
    *ratings.api_calls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api_calls)),
    *cases.urlpatterns,
    *follow.urlpatterns,
    *receipt.urlpatterns,
    *capture.urlpatterns,
    *clocks.urlpatterns,
    *board.urlpatterns,
    *ratings.urlpatterns,
    *experience.urlpatterns,
]
