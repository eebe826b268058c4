"""Addresses. Each app owns its own; this file only names them."""

from django.contrib import admin
from django.urls import include, path

handler500 = "lobby.branches.middleware.server_error"

urlpatterns = [
    path("", include("lobby.live.urls")),
    path("", include("lobby.branches.urls")),
    path("", include("lobby.floor.urls")),
    path("", include("lobby.kpi.urls")),
    path("", include("devices.urls")),
    path("", include("complaints.urls")),
    path("", include("marketing.urls")),
    path("", include("queueing.urls")),
    path("admin/", admin.site.urls),
]
