"""Addresses of BH-9. The ones that take a branch's code come last."""

from django.urls import path

from complaints.views.experience import farewell, improvements, journey, mystery, problems

urlpatterns = [
    path("mystery/", mystery.visits, name="mystery-visits"),
    path("mystery/<int:plan_id>/begin/", mystery.begin, name="mystery-begin"),
    path("mystery/<int:plan_id>/call-off/", mystery.call_off, name="mystery-call-off"),
    path("mystery/results/<int:run_id>/", mystery.result, name="mystery-result"),
    path("mystery/results/<int:run_id>/release/", mystery.release, name="mystery-release"),
    path("experience/farewell/<int:visit_id>/", farewell.page, name="farewell"),
    path("experience/farewell/<int:visit_id>/thank/", farewell.thank, name="farewell-thank"),
    path("experience/problems/<int:problem_id>/", problems.one, name="problem"),
    path("experience/problems/<int:problem_id>/weigh/", problems.weigh, name="problem-weigh"),
    path("experience/problems/<int:problem_id>/link/", problems.link, name="problem-link"),
    path("experience/problems/<int:problem_id>/unlink/<int:link_id>/", problems.unlink, name="problem-unlink"),
    path("experience/problems/<int:problem_id>/<slug:verb>/", problems.decide, name="problem-decide"),
    path("experience/improvements/<int:improvement_id>/", improvements.one, name="improvement"),
    path("experience/improvements/<int:improvement_id>/<slug:verb>/", improvements.act, name="improvement-act"),
    path("experience/<str:code>/", journey.page, name="experience"),
    path("experience/<str:code>/rows/<slug:source>/", journey.rows, name="experience-rows"),
    path("experience/<str:code>/problems/", problems.page, name="problems"),
    path("experience/<str:code>/problems/note/", problems.note, name="problem-note"),
    path("experience/<str:code>/problems/take-up/", problems.take_up, name="problem-take-up"),
    path("experience/<str:code>/improvements/", improvements.page, name="improvements"),
    path("experience/<str:code>/improvements/design/", improvements.design, name="improvement-design"),
    path("experience/<str:code>/mystery/", mystery.page, name="mystery"),
    path("experience/<str:code>/mystery/plan/", mystery.plan, name="mystery-plan"),
]
