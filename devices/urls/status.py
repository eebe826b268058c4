"""Calls of the API by which machines tell of themselves."""

from django.urls import URLPattern, path

from devices.api import status

api_calls: list[URLPattern] = [
    path("devices/status/", status.DeviceReports.as_view(), name="api-device-reports"),
    path("devices/<str:code>/status/", status.DeviceReport.as_view(), name="api-device-report"),
    path("devices/<str:code>/adapters/<str:name>/", status.AdapterReport.as_view(), name="api-device-adapter"),
    path("branches/<str:code>/devices/", status.BranchDevices.as_view(), name="api-branch-devices"),
]
