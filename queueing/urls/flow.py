"""Addresses: what changes a day's flow."""

from django.urls import URLPattern, URLResolver, path

from queueing.views import flow

urlpatterns: list[URLPattern | URLResolver] = [
    path("head/<str:code>/forecast/factors/", flow.set_factor, name="flow-factor-set"),
    path("head/<str:code>/forecast/factors/clear/", flow.clear_factor, name="flow-factor-clear"),
]
