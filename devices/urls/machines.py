"""A machine on the lobby tablet."""

from django.urls import path

from devices.views import machines

urlpatterns = [
    path("floor/devices/<int:device_id>/", machines.detail, name="detail"),
    path("floor/devices/<int:device_id>/report/", machines.report, name="report"),
]
