"""Addresses of the board and of a complaint's page. The ones that take a branch's code come last."""

from django.urls import path

from complaints.api.board import calls
from complaints.views.board import case, pages

api_calls = [
    path("branches/<slug:code>/complaints/", calls.BranchComplaints.as_view(), name="api-branch-complaints"),
    path("complaints/<int:complaint_id>/", calls.OneComplaint.as_view(), name="api-complaint"),
]
one = "complaints/<str:code>/<str:number>"
urlpatterns = [
    path("complaints/", pages.office, name="office"),
    path("complaints/<int:complaint_id>/card/", case.card, name="card"),
    path("complaints/<str:code>/", pages.board, name="board"),
    path(f"{one}/", case.page, name="case"),
    path(f"{one}/show/", case.show, name="case-show"),
    path(f"{one}/pictures/", case.add_pictures, name="case-pictures"),
    path(f"{one}/do/<str:verb>/", case.dialog, name="case-dialog"),
]
