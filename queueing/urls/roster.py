"""Addresses: forecast board and roster."""

from django.urls import URLPattern, URLResolver, path

from queueing.views.roster import pages, posts

urlpatterns: list[URLPattern | URLResolver] = [
    path("head/<str:code>/forecast/", pages.forecast_board, name="forecast-board"),
    path("head/<str:code>/forecast/factors/", posts.set_factor, name="forecast-factor-set"),
    path("head/<str:code>/forecast/factors/clear/", posts.clear_factor, name="forecast-factor-clear"),
    path("head/<str:code>/roster/", pages.roster_board, name="roster-board"),
    path("head/<str:code>/roster/what-if/", pages.what_if, name="roster-what-if"),
    path("head/<str:code>/roster/shifts/", posts.plan_shift, name="roster-shift-plan"),
    path("head/<str:code>/roster/posts/", posts.stand, name="roster-stand"),
    path("head/<str:code>/roster/copy/", posts.copy_day, name="roster-copy"),
    path("head/roster/shifts/<int:shift_id>/cancel/", posts.cancel_shift, name="roster-shift-cancel"),
    path("head/roster/shifts/<int:shift_id>/place/", posts.place, name="roster-shift-place"),
    path("head/roster/shifts/<int:shift_id>/breaks/", posts.add_break, name="roster-break-add"),
    path("head/roster/breaks/<int:break_id>/move/", posts.move_break, name="roster-break-move"),
    path("head/roster/breaks/<int:break_id>/cancel/", posts.cancel_break, name="roster-break-cancel"),
]
