"""Addresses of products and the suitability gate."""

from django.urls import URLPattern, URLResolver, path

from marketing.api.suitability import CheckSuitability
from marketing.views import products, qualifications

ONE = "products/<str:code>/items/<slug:product_code>"
api_calls: list[URLPattern | URLResolver] = [
    path("suitability/check/", CheckSuitability.as_view(), name="api-suitability-check"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("products/<str:code>/", products.page, name="products"),
    path("products/<str:code>/qualifications/", qualifications.page, name="qualifications"),
    path("products/<str:code>/qualifications/grant/", qualifications.grant, name="qualification-grant"),
    path(
        "products/<str:code>/qualifications/<int:qualification_id>/end/", qualifications.end, name="qualification-end"
    ),
    path("products/<str:code>/new/", products.new, name="product-new"),
    path("products/<str:code>/add/", products.add, name="product-add"),
    path(f"{ONE}/", products.one, name="product"),
    path(f"{ONE}/change/", products.change, name="product-change"),
    path(f"{ONE}/evidence/", products.add_evidence, name="product-evidence"),
    path(f"{ONE}/<slug:verb>/", products.move, name="product-move"),
]
