"""Addresses of the machines, one module for each family of screens."""

from django.urls import URLPattern, URLResolver, include, path

from devices.urls import faults, machines, status

app_name = "devices"
# What each noun adds under /api/v1/; the app above closes that root with its own calls.
api_calls: list[URLPattern | URLResolver] = [
    *status.api_calls,
    *faults.api_calls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(api_calls)),
    *machines.urlpatterns,
    *faults.urlpatterns,
]
