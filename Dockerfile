# One image for web, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONUTF8=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_NUM_THREADS=1 \
    LOBBY_ENV=production \
    LOBBY_VAR=/srv/lobby/var

RUN useradd --system --no-create-home --home-dir /srv/lobby lobby
WORKDIR /srv/lobby

COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY manage.py ./
COPY lobby ./lobby
COPY devices ./devices
COPY queueing ./queueing
COPY complaints ./complaints
COPY marketing ./marketing
COPY templates ./templates
COPY static ./static
COPY locale ./locale
# The secrets made while collecting belong to nobody: a container gets its own from the environment or its volume.
RUN python -m lobby.embedded.catalogues \
    && python manage.py collectstatic --noinput \
    && rm -rf var/secrets \
    && install -d -o lobby -g lobby -m 0700 var/secrets \
    && install -d -o lobby -g lobby var/media var/run

USER lobby
EXPOSE 8000
CMD ["uvicorn", "lobby.config.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--proxy-headers", \
     "--forwarded-allow-ips", "*", "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "5", \
     "--lifespan", "on", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--ws-max-size", "4096"]
