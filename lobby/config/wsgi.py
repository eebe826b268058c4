"""The WSGI application that the web process runs in its thread pool."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lobby.config.settings")
application = get_wsgi_application()
