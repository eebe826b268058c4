"""Addresses of the library. The ones that take a branch's code come last."""

from django.urls import URLPattern, URLResolver, include, path

from lobby.floor.api import library as calls
from lobby.floor.api import library_quiz as quiz_calls
from lobby.floor.views.library import checking, desk, quiz, shelf, verbs

version_patterns: list[URLPattern] = [
    path("", desk.version, name="library-version"),
    path("revise/", verbs.revise, name="library-revise"),
    path("edit/", verbs.edit, name="library-edit"),
    path("pictures/<int:attachment_id>/drop/", verbs.drop_picture, name="library-picture-drop"),
    path("submit/", verbs.submit, name="library-submit"),
    path("recall/", verbs.recall, name="library-recall"),
    path("approve/", verbs.approve, name="library-approve"),
    path("reject/", verbs.reject, name="library-reject"),
    path("publish/", verbs.publish, name="library-publish"),
    path("withdraw/", verbs.withdraw, name="library-withdraw"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("library/", shelf.home, name="library-home"),
    path("library/worker.js", shelf.worker, name="library-worker"),
    path("library/renewals/<int:item_id>/sheet/", shelf.renewal, name="library-renewal"),
    path("library/unread/<int:branch_id>/sheet/", shelf.unread_sheet, name="library-unread"),
    path("library/<str:code>/", shelf.shelf, name="library"),
    path("library/<str:code>/kept/", shelf.kept, name="library-kept"),
    path("library/<str:code>/items/<int:item_id>/", shelf.card, name="library-card"),
    path("library/<str:code>/items/<int:item_id>/acknowledge/", shelf.acknowledge, name="library-acknowledge"),
    path("library/<str:code>/items/<int:item_id>/quiz/", quiz.quiz, name="library-quiz"),
    path("library/<str:code>/items/<int:item_id>/quiz/answer/", quiz.answer, name="library-quiz-answer"),
    path("library/<str:code>/answers/<int:attempt_id>/", quiz.answers, name="library-answers"),
    path("library/<str:code>/desk/", desk.desk, name="library-desk"),
    path("library/<str:code>/desk/new/<str:kind>/", desk.new, name="library-new"),
    path("library/<str:code>/desk/new/<str:kind>/begin/", verbs.begin, name="library-begin"),
    path("library/<str:code>/desk/check/<str:kind>/", checking.check, name="library-check"),
    path("library/<str:code>/desk/<int:version_id>/", include(version_patterns)),
]
api_calls: list[URLPattern | URLResolver] = [
    path("library/", calls.Library.as_view(), name="api-library"),
    path("library/<int:item_id>/", calls.OneItem.as_view(), name="api-library-item"),
    path("library/<int:item_id>/acknowledge/", calls.AcknowledgeItem.as_view(), name="api-library-acknowledge"),
    path("library/<int:item_id>/quiz/", quiz_calls.LibraryQuestions.as_view(), name="api-library-quiz"),
    path("library/<int:item_id>/answers/", quiz_calls.AnswerQuestions.as_view(), name="api-library-answers"),
]
