"""Addresses of the morning board, of goals and of the evening review."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from lobby.floor.api import briefing as api
from lobby.floor.views.briefing import pages, posts

api_calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/briefing/", api.OneBriefing.as_view(), name="api-briefing"),
    path("branches/<slug:code>/briefing/close/", api.CloseBriefing.as_view(), name="api-briefing-close"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("floor/goals/<int:goal_id>/drop/", posts.drop_goal, name="goal-drop"),
    path("floor/goals/<int:goal_id>/count/", posts.count_on, name="goal-count"),
    path("floor/goals/<int:goal_id>/count-back/", posts.count_back, name="goal-count-back"),
    path("floor/<str:code>/briefing/", pages.board, name="briefing"),
    path("floor/<str:code>/briefing/outlook/", posts.set_outlook, name="briefing-outlook"),
    path("floor/<str:code>/briefing/outlook/ask/", posts.ask_outlook, name="briefing-outlook-ask"),
    path("floor/<str:code>/briefing/topics/", posts.write_topics, name="briefing-topics"),
    path("floor/<str:code>/briefing/attendance/", posts.write_attendance, name="briefing-attendance"),
    path("floor/<str:code>/briefing/close/", posts.close, name="briefing-close"),
    path("floor/<str:code>/coaching/", posts.coach, name="coaching-note"),
    path("floor/<str:code>/goals/", posts.set_goal, name="goal-set"),
    path("head/<str:code>/review/", pages.evening, name="evening-review"),
    path("head/<str:code>/review/write/", posts.write_review, name="review-write"),
]
