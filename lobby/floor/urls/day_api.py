"""Addresses of the API about alerts and reminders."""

from django.urls import URLPattern, path

from lobby.floor.api import alerts, reminders

api_calls: list[URLPattern] = [
    path("branches/<slug:code>/alerts/", alerts.BranchAlerts.as_view(), name="api-branch-alerts"),
    path("alerts/<int:alert_id>/accept/", alerts.AcceptAlert.as_view(), name="api-alert-accept"),
    path("alerts/<int:alert_id>/snooze/", alerts.SnoozeAlert.as_view(), name="api-alert-snooze"),
    path("alerts/<int:alert_id>/done/", alerts.FinishAlert.as_view(), name="api-alert-done"),
    path("alerts/<int:alert_id>/hand-over/", alerts.HandOverAlert.as_view(), name="api-alert-hand-over"),
    path("branches/<slug:code>/reminders/", reminders.BranchReminders.as_view(), name="api-branch-reminders"),
    *[
        path(f"reminders/<int:reminder_id>/{word}/", view.as_view(), name=f"api-reminder-{word}")
        for word, view in {
            "acknowledge": reminders.AcknowledgeReminder,
            "take": reminders.TakeReminder,
            "hand-over": reminders.HandOverReminder,
            "snooze": reminders.SnoozeReminder,
            "finish": reminders.FinishReminder,
            "cancel": reminders.CancelReminder,
        }.items()
    ],
]
