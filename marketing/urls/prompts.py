"""Addresses of prompts, scenarios, refusals."""

from django.urls import URLPattern, URLResolver, path

from marketing.api import prompts as api
from marketing.views.prompts import rules, tickets

api_calls: list[URLPattern | URLResolver] = [
    path("tickets/<int:ticket_id>/prompt/", api.TicketPrompt.as_view(), name="api-ticket-prompt"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("marketing/rules/", rules.page, name="rules"),
    path("marketing/rules/new/<slug:trigger>/", rules.new, name="rule-new"),
    path("marketing/rules/new/<slug:trigger>/add/", rules.add, name="rule-add"),
    path("marketing/rules/<slug:code>/", rules.one, name="rule"),
    path("marketing/rules/<slug:code>/change/", rules.change, name="rule-change"),
    path("marketing/rules/<slug:code>/switch/", rules.switch, name="rule-switch"),
    path("marketing/tickets/<int:ticket_id>/need/", tickets.need, name="prompt-need"),
    path("marketing/tickets/<int:ticket_id>/say/", tickets.say, name="prompt-say"),
    path("marketing/tickets/<int:ticket_id>/skip/", tickets.skip, name="prompt-skip"),
    path("marketing/prompts/<int:prompt_id>/answer/", tickets.answer, name="prompt-answer"),
]
