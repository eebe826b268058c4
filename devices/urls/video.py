"""Signals of a video session, supervisors, quality sheets and certificates."""

from django.urls import path

from devices.views import certificates, quality, video, watching

urlpatterns = [
    path("vtm/sessions/<int:session_id>/ways/", video.ways, name="vtm-ways"),
    path("vtm/sessions/<int:session_id>/signal/", video.signal, name="vtm-signal"),
    path("vtm/sessions/<int:session_id>/lost/", video.lost, name="vtm-lost"),
    path("video/live/", watching.running, name="vtm-running"),
    path("video/live/<int:session_id>/", watching.session, name="vtm-watch"),
    path("video/live/<int:session_id>/<slug:verb>/", watching.act, name="vtm-watch-act"),
    path("video/quality/", quality.sheets, name="vtm-quality"),
    path("video/quality/mine/", quality.mine, name="vtm-quality-mine"),
    path("video/quality/<int:sheet_id>/", quality.sheet, name="vtm-sheet"),
    path("video/quality/<int:sheet_id>/<slug:verb>/", quality.act, name="vtm-sheet-act"),
    path("video/certificates/", certificates.listed, name="vtm-certificates"),
    path("video/certificates/<int:staff_id>/issue/", certificates.issue, name="vtm-certify"),
    path("video/certificates/<int:certificate_id>/revoke/", certificates.revoke, name="vtm-revoke"),
]
