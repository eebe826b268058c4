"""The files a bank deploys with."""

import os
import shutil
import subprocess

import pytest
import yaml
from django.conf import settings

from lobby.embedded import places


def compose_client() -> list[str] | None:
    """Return the command of the compose client, a plugin of docker or a program of its own."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            return command
    return None


def test_compose_client_accepts_the_file() -> None:
    if (client := compose_client()) is None:
        pytest.skip("no compose client on this machine")

    said = subprocess.run(
        [*client, "config", "--quiet"],
        cwd=places.ROOT,
        env={**os.environ, "POSTGRES_PASSWORD": "x"},
        capture_output=True,
        text=True,
    )

    assert said.returncode == 0, said.stderr


def test_compose_file_runs_two_web_processes_a_worker_and_one_beat() -> None:
    services = yaml.safe_load((places.ROOT / "docker-compose.yml").read_text())["services"]

    assert set(services) == {"postgres", "redis", "migrate", "web-1", "web-2", "worker", "beat", "nginx"}
    assert all("healthcheck" in service for name, service in services.items() if name != "migrate")


def test_the_image_holds_every_app() -> None:
    copied = (places.ROOT / "Dockerfile").read_text().splitlines()
    let_in = (places.ROOT / ".dockerignore").read_text().splitlines()

    ours = {
        name.partition(".")[0] for name in settings.INSTALLED_APPS if (places.ROOT / name.replace(".", "/")).is_dir()
    }
    assert ours >= {"lobby", "devices", "queueing", "complaints"}
    assert [name for name in ours if f"COPY {name} ./{name}" not in copied or f"!{name}" not in let_in] == []


def test_site_passes_to_every_web_process_of_the_compose_file() -> None:
    site = (places.ROOT / "deploy" / "nginx" / "lobby.conf").read_text()

    assert "server web-1:8000" in site
    assert "server web-2:8000" in site


def test_site_writes_no_secret_addresses_down() -> None:
    site = (places.ROOT / "deploy" / "nginx" / "lobby.conf").read_text()

    assert "access_log off;" in site.partition("listen 443")[2].partition("location")[0]
