"""The screens of the fleet. The ones that take a branch's code come last."""

from django.urls import path

from devices.views import fleet

urlpatterns = [
    path("fleet/", fleet.office, name="fleet-office"),
    path("floor/devices/<int:device_id>/page/", fleet.device, name="device"),
    path("floor/zones/<int:zone_id>/devices/", fleet.zone, name="zone"),
    path("floor/<str:code>/fleet/", fleet.fleet, name="fleet"),
]
