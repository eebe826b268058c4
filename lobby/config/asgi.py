"""The ASGI application of a web process: pages and API in threads, sockets on the event loop."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.config.settings")

pages = get_wsgi_application()
# Named as text: the wiring imports no app, and apps can be imported only once Django is set up.
application = import_string("lobby.live.serving.process.web_process")(pages)
