"""Addresses of the wealth manager's desk."""

from django.urls import URLPattern, URLResolver, path

from marketing.views import advice, demonstration

CUSTOMER = "advice/<str:code>/customers/<int:customer_id>"
api_calls: list[URLPattern | URLResolver] = []
urlpatterns: list[URLPattern | URLResolver] = [
    path("advice/<str:code>/", advice.page, name="advice"),
    path("advice/<str:code>/find/", advice.find, name="advice-find"),
    path(f"{CUSTOMER}/", advice.customer, name="advice-customer"),
    path(f"{CUSTOMER}/assess/", advice.assess, name="advice-assess"),
    path(f"{CUSTOMER}/check/", advice.check, name="advice-check"),
    path(f"{CUSTOMER}/assessments/<int:assessment_id>/<slug:verb>/", advice.decide, name="advice-decide"),
    path("demonstration/<str:code>/", demonstration.page, name="demonstration"),
    path("demonstration/<str:code>/<slug:product_code>/", demonstration.product, name="demonstration-product"),
]
