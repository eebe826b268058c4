"""Addresses of My day and the back office's queue."""

from django.urls import URLPattern, path

from lobby.floor.views import my_day

urlpatterns: list[URLPattern] = [
    path("floor/notes/<int:note_id>/acknowledge/", my_day.acknowledge_note, name="note-acknowledge"),
    path("floor/<str:code>/my-day/", my_day.my_day, name="my-day"),
    path("floor/<str:code>/back-office/", my_day.queue, name="back-office"),
    path("floor/<str:code>/back-office/ask/", my_day.ask_back_office, name="back-office-ask"),
    path("floor/<str:code>/tasks/", my_day.give_task, name="task-give"),
    path("floor/<str:code>/activity/", my_day.set_activity, name="activity-set"),
    path("floor/<str:code>/zones/<int:zone_id>/duty/", my_day.set_zone, name="zone-duty"),
    path("floor/<str:code>/notes/", my_day.write_note, name="note-write"),
    path("floor/<str:code>/sound/", my_day.set_sound, name="sound-set"),
]
