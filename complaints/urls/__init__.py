"""Addresses of complaints, one module for each family of screens."""

from django.urls import URLPattern, URLResolver, include, path

from complaints.urls import ratings

app_name = "complaints"
# What each noun adds under /api/v1/; queueing closes that root with its own calls.
api_calls: list[URLPattern | URLResolver] = [
    *ratings.api_calls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api_calls)),
    *ratings.urlpatterns,
]
