"""Addresses: the tablet, alerts, reminders. The ones that take a branch's code come last."""

from django.urls import URLPattern, path

from lobby.floor.views import alerts, pages, reminders

urlpatterns: list[URLPattern] = [
    path("floor/", pages.floor_home, name="home"),
    path("floor/alerts/<int:alert_id>/", alerts.detail, name="alert-detail"),
    path("floor/alerts/<int:alert_id>/hand-over/", alerts.hand_over, name="alert-hand-over"),
    path("floor/alerts/<int:alert_id>/snooze/", alerts.snooze, name="alert-snooze"),
    path("floor/alerts/<int:alert_id>/accept/", alerts.accept, name="alert-accept"),
    path("floor/alerts/<int:alert_id>/resolve/", alerts.resolve, name="alert-resolve"),
    path("floor/alerts/<int:alert_id>/reopen/", alerts.reopen, name="alert-reopen"),
    path("floor/reminders/<int:reminder_id>/", reminders.detail, name="reminder-detail"),
    path("floor/reminders/<int:reminder_id>/acknowledge/", reminders.acknowledge, name="reminder-acknowledge"),
    path("floor/reminders/<int:reminder_id>/snooze/", reminders.snooze, name="reminder-snooze"),
    path("floor/reminders/<int:reminder_id>/finish/", reminders.finish, name="reminder-finish"),
    path("floor/reminders/<int:reminder_id>/take/", reminders.take, name="reminder-take"),
    path("floor/reminders/<int:reminder_id>/hand-over/", reminders.hand_over, name="reminder-hand-over"),
    path("floor/reminders/<int:reminder_id>/cancel/", reminders.cancel, name="reminder-cancel"),
    path("floor/<str:code>/", pages.floor, name="floor"),
    path("floor/<str:code>/reminders/", reminders.create, name="reminder-create"),
]
