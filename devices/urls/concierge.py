"""Addresses of the concierge and of the questions it could not answer."""

from django.urls import URLPattern, URLResolver, path

from devices.views.concierge import pages, questions

urlpatterns: list[URLPattern | URLResolver] = [
    path("concierge/<slug:code>/", pages.home, name="concierge"),
    path("concierge/<slug:code>/ask/", pages.ask, name="concierge-ask"),
    path("concierge/<slug:code>/help/", pages.call_help, name="concierge-help"),
    path("concierge/<slug:code>/answers/<int:version_id>/", pages.answer, name="concierge-answer"),
    path("questions/<int:question_id>/", questions.question, name="question"),
    path("questions/<int:question_id>/answer/", questions.answer, name="question-answer"),
    path("questions/<int:question_id>/dismiss/", questions.dismiss, name="question-dismiss"),
    path("floor/<str:code>/questions/", questions.questions, name="questions"),
]
