"""Addresses of this app."""

from django.urls import path

from devices import views

app_name = "devices"

urlpatterns = [
    path("floor/devices/<int:device_id>/", views.detail, name="detail"),
    path("floor/devices/<int:device_id>/report/", views.report, name="report"),
]
