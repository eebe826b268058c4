"""Addresses of faults. The ones that take a branch's code come last."""

from django.urls import path, re_path

from devices.api.faults import calls
from devices.views.faults import acts, pages

one = "faults/<int:fault_id>"
api_calls = [
    path("branches/<slug:code>/faults/", calls.BranchFaults.as_view(), name="api-branch-faults"),
    path(f"{one}/", calls.OneFault.as_view(), name="api-fault"),
    path(f"{one}/accept/", calls.Accept.as_view(), name="api-fault-accept"),
    path(f"{one}/escalate/", calls.Escalate.as_view(), name="api-fault-escalate"),
    path(f"{one}/note/", calls.Note.as_view(), name="api-fault-note"),
    path(f"{one}/tried/", calls.Tried.as_view(), name="api-fault-tried"),
    path(f"{one}/fix/", calls.Fix.as_view(), name="api-fault-fix"),
    path(f"{one}/verify/", calls.Verify.as_view(), name="api-fault-verify"),
    path(f"{one}/reopen/", calls.Reopen.as_view(), name="api-fault-reopen"),
    path(f"{one}/cancel/", calls.Cancel.as_view(), name="api-fault-cancel"),
    path(f"{one}/confirm/", calls.Confirm.as_view(), name="api-fault-confirm"),
]
urlpatterns = [
    path("faults/", pages.office, name="fault-office"),
    path("floor/faults/<int:fault_id>/", pages.fault, name="fault"),
    path("floor/faults/<int:fault_id>/card/", pages.card, name="fault-card"),
    path("floor/faults/<int:fault_id>/pictures/", acts.add_pictures, name="fault-pictures"),
    re_path(
        r"^floor/faults/(?P<fault_id>[0-9]{1,18})/(?P<verb>accept|escalate|note|tried|fix|verify|reopen|cancel|confirm)/$",
        acts.act,
        name="fault-act",
    ),
    path("floor/<str:code>/faults/", pages.board, name="faults"),
    path("floor/<str:code>/faults/report/", pages.report, name="fault-report-form"),
    path("floor/<str:code>/faults/note/", acts.report, name="fault-report"),
]
