"""The description of the API and its browsable page."""

import pytest
from django.contrib.staticfiles import finders

from complaints.urls import api_calls as complaint_calls
from devices.urls import api_calls as device_calls
from lobby.branches.api.views import ApiView
from lobby.floor.urls import api_calls as floor_calls
from marketing.urls import api_calls as marketing_calls
from queueing.urls.api import branch_calls, case_calls, counter_calls, outage_calls, support_calls, ticket_calls
from queueing.urls.appointments import appointment_calls

CALLS = [*branch_calls, *ticket_calls, *counter_calls, *appointment_calls, *case_calls, *outage_calls, *support_calls]
CALLS += [*floor_calls, *device_calls, *complaint_calls, *marketing_calls]
# What is read and written at one address names an operation for each method.
TWICE = sum(isinstance(call.callback.view_class.operation, dict) for call in CALLS)


def test_the_description_names_every_call_with_its_errors(client, db):
    described = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()

    operations = [each for path in described["paths"].values() for each in path.values()]
    names = {each["operationId"] for each in operations}
    assert len(names) == len(operations) == len(CALLS) + TWICE
    for each in operations:
        assert {"400", "401", "403", "404", "429", "503"} <= set(each["responses"])
        assert each["description"]
    assert "/api/v1/branches/{code}/tickets/" in described["paths"]
    assert described["components"]["securitySchemes"]["key"]["name"] == "Authorization"


def test_every_post_takes_an_idempotency_key(client, db):
    described = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()

    for path in described["paths"].values():
        if "post" in path:
            assert "Idempotency-Key" in {each["name"] for each in path["post"]["parameters"]}
            assert "409" in path["post"]["responses"]


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere(client, db):
    page = client.get("/api/v1/docs/")

    html = page.content.decode()
    assert page.status_code == 200
    assert "<style" not in html
    assert "style=" not in html
    assert html.count("<script") == html.count("<script src=") == 2
    assert "http" not in html.replace("https://", "http://").split("<body>")[1]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_page_starts_with_a_script_of_its_own(client, db):
    script = client.get("/api/v1/docs/", {"script": ""})

    assert script.headers["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode()


@pytest.mark.parametrize("file", ["swagger-ui.css", "swagger-ui-bundle.js"])
def test_its_files_are_served_from_here(file):
    assert finders.find(f"drf_spectacular_sidecar/swagger-ui-dist/{file}")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_every_call_checks_its_caller(call):
    view = call.callback.cls

    assert issubclass(view, ApiView)
    assert view.authentication_classes == ApiView.authentication_classes
    assert view.permission_classes == ApiView.permission_classes
