"""Addresses of ratings. The ones that take a branch's code come last."""

from django.urls import path

from complaints.api import ratings
from complaints.views.ratings import evaluator, kiosk, phone, staff

FACES = "kiosk/<slug:code>/rating/<slug:number>"

api_calls = [
    path("tickets/<int:ticket_id>/rating/", ratings.TicketRating.as_view(), name="api-ticket-rating"),
]
urlpatterns = [
    path("t/<slug:token>/rating/", phone.page, name="ticket-rating"),
    path("t/<slug:token>/rating/give/", phone.give, name="ticket-rating-give"),
    path("t/<slug:token>/rating/more/", phone.more, name="ticket-rating-more"),
    path("t/<slug:token>/rating/back/", phone.take_back, name="ticket-rating-back"),
    path("kiosk/<slug:code>/rating/", kiosk.number, name="kiosk-rating"),
    path("kiosk/<slug:code>/rating/find/", kiosk.find, name="kiosk-rating-find"),
    path(f"{FACES}/", kiosk.faces, name="kiosk-rating-faces"),
    path(f"{FACES}/give/", kiosk.give, name="kiosk-rating-give"),
    path(f"{FACES}/more/", kiosk.more, name="kiosk-rating-more"),
    path(f"{FACES}/back/", kiosk.take_back, name="kiosk-rating-back"),
    path("evaluator/<slug:code>/", evaluator.page, name="evaluator"),
    path("evaluator/<slug:code>/give/", evaluator.give, name="evaluator-give"),
    path("evaluator/<slug:code>/back/", evaluator.take_back, name="evaluator-back"),
    path("evaluator/<slug:code>/place/", evaluator.place, name="evaluator-place"),
    path("floor/ratings/<int:rating_id>/", staff.one, name="rating"),
    path("floor/ratings/<int:rating_id>/recover/", staff.recover, name="rating-recover"),
    path("floor/<str:code>/ratings/", staff.page, name="ratings"),
    path("floor/<str:code>/ratings/call/", staff.call, name="rating-call"),
]
