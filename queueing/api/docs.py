"""The browsable description of the API, all of it served from here under the strict content-security policy."""

from drf_spectacular.views import SpectacularSwaggerSplitView


class ApiDocs(SpectacularSwaggerSplitView):
    """Swagger UI with its start script as a file of its own."""

    url_name = "queueing:api-schema"
    template_name = "queueing/api/docs.html"
