"""Addresses of the API."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from lobby.branches.api.views import unknown_address
from queueing.api import cases, counters, forecasts, live, outages, prereview, support, tickets, triage, verbs
from queueing.api.docs import ApiDocs
from queueing.urls import appointments

branch_calls: list[URLPattern | URLResolver] = [
    path("tickets/", tickets.BranchTickets.as_view(), name="api-branch-tickets"),
    path("counters/", counters.BranchCounters.as_view(), name="api-branch-counters"),
    path("forecast/", forecasts.Forecast.as_view(), name="api-forecast"),
    path("forecast/factors/", forecasts.Factors.as_view(), name="api-forecast-factors"),
    path("forecast/factors/clear/", forecasts.ClearFactor.as_view(), name="api-forecast-factor-clear"),
    path("triage/", triage.Triage.as_view(), name="api-triage"),
    path("cases/", cases.BranchCases.as_view(), name="api-branch-cases"),
    path("live/", live.Live.as_view(), name="api-live"),
    path("support/", support.BranchSupport.as_view(), name="api-support"),
    path("outage/", outages.BranchOutage.as_view(), name="api-branch-outage"),
    *appointments.branch_calls,
]
ticket_calls: list[URLPattern | URLResolver] = [
    path("", tickets.OneTicket.as_view(), name="api-ticket"),
    path("review/", prereview.TicketReview.as_view(), name="api-ticket-review"),
    path("forms/", prereview.TicketForms.as_view(), name="api-ticket-forms"),
    path("load/", prereview.TicketLoad.as_view(), name="api-ticket-load"),
    path("notes/", tickets.TicketNotes.as_view(), name="api-ticket-notes"),
    path("recall/", verbs.Recall.as_view(), name="api-ticket-recall"),
    path("start/", verbs.Start.as_view(), name="api-ticket-start"),
    path("finish/", verbs.Finish.as_view(), name="api-ticket-finish"),
    path("miss/", verbs.Miss.as_view(), name="api-ticket-miss"),
    path("reinstate/", verbs.Reinstate.as_view(), name="api-ticket-reinstate"),
    path("postpone/", verbs.Postpone.as_view(), name="api-ticket-postpone"),
    path("hold/", verbs.Hold.as_view(), name="api-ticket-hold"),
    path("resume/", verbs.Resume.as_view(), name="api-ticket-resume"),
    path("transfer/", verbs.Transfer.as_view(), name="api-ticket-transfer"),
    path("return/", verbs.Return.as_view(), name="api-ticket-return"),
    path("divert/", verbs.Divert.as_view(), name="api-ticket-divert"),
    path("diversion-done/", verbs.CompleteDiversion.as_view(), name="api-ticket-diversion-done"),
    path("diversion-failed/", verbs.FallBack.as_view(), name="api-ticket-diversion-failed"),
    path("leave/", verbs.Leave.as_view(), name="api-ticket-leave"),
    path("cancel/", verbs.Cancel.as_view(), name="api-ticket-cancel"),
    path("undo/", verbs.Undo.as_view(), name="api-ticket-undo"),
]
counter_calls: list[URLPattern | URLResolver] = [
    path("open/", counters.Open.as_view(), name="api-counter-open"),
    path("pause/", counters.Pause.as_view(), name="api-counter-pause"),
    path("resume/", counters.ResumeCounter.as_view(), name="api-counter-resume"),
    path("close/", counters.Close.as_view(), name="api-counter-close"),
    path("end/", counters.End.as_view(), name="api-counter-end"),
    path("call-next/", counters.CallNext.as_view(), name="api-counter-call-next"),
    path("call/", counters.CallThis.as_view(), name="api-counter-call"),
    path("serve/", counters.Serve.as_view(), name="api-counter-serve"),
]
case_calls: list[URLPattern | URLResolver] = [
    path("", cases.OneCase.as_view(), name="api-case"),
    path("resume/", cases.ResumeCase.as_view(), name="api-case-resume"),
]
support_calls: list[URLPattern | URLResolver] = [
    path("accept/", support.AcceptCall.as_view(), name="api-support-accept"),
    path("decline/", support.DeclineCall.as_view(), name="api-support-decline"),
    path("release/", support.ReleaseCall.as_view(), name="api-support-release"),
]
outage_calls: list[URLPattern | URLResolver] = [
    path("outages/<int:outage_id>/change/", outages.ChangeOutage.as_view(), name="api-outage-change"),
    path("outages/<int:outage_id>/end/", outages.EndOutage.as_view(), name="api-outage-end"),
    path("outages/<int:outage_id>/rebook/", outages.RebookWaiting.as_view(), name="api-outage-rebook"),
    path("rebookings/<int:offer_id>/accept/", outages.AcceptOffer.as_view(), name="api-rebooking-accept"),
    path("rebookings/<int:offer_id>/decline/", outages.DeclineOffer.as_view(), name="api-rebooking-decline"),
]
calls: list[URLPattern | URLResolver] = [
    path("branches/<slug:code>/", include(branch_calls)),
    path("tickets/<int:ticket_id>/", include(ticket_calls)),
    path("counters/<int:counter_id>/", include(counter_calls)),
    path("appointments/<int:appointment_id>/", include(appointments.appointment_calls)),
    path("cases/<slug:code>/", include(case_calls)),
    path("support-calls/<int:call_id>/", include(support_calls)),
    *outage_calls,
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", ApiDocs.as_view(), name="api-docs"),
    re_path(r"", unknown_address),
]
urlpatterns: list[URLPattern | URLResolver] = [path("api/v1/", include(calls))]
