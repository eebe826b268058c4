"""Pictures as people and others send them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def picture():
    """Make the bytes of a picture."""

    def make(form: str = "JPEG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
        drawn = io.BytesIO()
        Image.new("RGB", size, "teal").save(drawn, form, **options)
        return drawn.getvalue()

    return make


@pytest.fixture
def send(client, branch):
    """Upload a file as the browser does."""

    def post(content: bytes, name: str = "photo.jpg", *, code: str | None = None, **headers: str):
        file = SimpleUploadedFile(name, content)
        return client.post(f"/attachments/{code or branch.code}/", {"file": file}, headers=headers)

    return post


@pytest.fixture
def stored(media):
    """The files that are kept."""
    return lambda: [path for path in media.rglob("*") if path.is_file()]


@pytest.fixture
def show(client):
    """Get an attachment and read it to its end: the answer, its bytes as `body`."""

    def get(address: str):
        page = client.get(address)
        page.body = b"".join(page.streaming_content) if page.streaming else page.content
        return page

    return get
