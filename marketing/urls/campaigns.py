"""Addresses of campaigns and events."""

from django.urls import URLPattern, URLResolver, path

from marketing.views.campaigns import campaigns, events, public, showing, visits

api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = [
    path("marketing/campaigns/plans/<int:campaign_id>/", campaigns.one, name="campaign"),
    path("marketing/campaigns/plans/<int:campaign_id>/<slug:verb>/", campaigns.act, name="campaign-act"),
    path("marketing/campaigns/duties/<int:duty_id>/off/", campaigns.off_duty, name="campaign-off-duty"),
    path("marketing/campaigns/<str:code>/", campaigns.page, name="campaigns"),
    path("marketing/campaigns/<str:code>/plan/", campaigns.plan, name="campaign-plan"),
    path("marketing/campaigns/<str:code>/compare/", campaigns.compare, name="campaign-compare"),
    path("marketing/events/plans/<int:event_id>/", events.one, name="event"),
    path("marketing/events/plans/<int:event_id>/door/", events.door, name="event-door"),
    path("marketing/events/plans/<int:event_id>/invite/", events.invite, name="event-invite"),
    path("marketing/events/plans/<int:event_id>/<slug:verb>/", events.act, name="event-act"),
    path("marketing/events/guests/<int:guest_id>/<slug:verb>/", events.act_on_guest, name="event-guest"),
    path("marketing/events/draws/<int:draw_id>/", events.draw_lots, name="event-draw"),
    path("marketing/events/<str:code>/", events.page, name="events"),
    path("marketing/events/<str:code>/plan/", events.plan, name="event-plan"),
    path("marketing/materials/codes/<int:code_id>/", showing.code_sheet, name="code"),
    path("marketing/materials/codes/<int:code_id>/<slug:verb>/", showing.switch_code, name="code-switch"),
    path("marketing/materials/<str:code>/", showing.materials, name="materials"),
    path("marketing/materials/<str:code>/make/", showing.make_code, name="code-make"),
    path("marketing/decor/plans/<int:decor_id>/<slug:verb>/", showing.act_on_decor, name="decor-act"),
    path("marketing/decor/<str:code>/", showing.decor, name="decor"),
    path("marketing/decor/<str:code>/plan/", showing.plan_decor, name="decor-plan"),
    path("marketing/goals/shares/<int:goal_id>/", showing.share_goal, name="goal-share"),
    path("marketing/goals/<str:code>/", showing.goals, name="goals"),
    path("marketing/visits/<int:visit_id>/", visits.page, name="visit"),
    path("marketing/visits/<int:visit_id>/gift/", visits.give, name="visit-gift"),
    path("marketing/visits/<int:visit_id>/activation/", visits.activate, name="visit-activation"),
    path("invitation/<str:token>/", public.invitation, name="invitation"),
    path("invitation/<str:token>/answer/", public.answer, name="invitation-answer"),
    path("q/<str:token>/", public.scan, name="scan"),
    path("q/<str:token>/interest/", public.interest, name="scan-interest"),
    path("whats-on/<str:token>/", public.whats_on, name="whats-on"),
]
