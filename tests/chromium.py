"""Finds a Chromium for the browser tests, or installs one.

`python -m tests.chromium COMMAND…` does so and then runs the command. When no browser can be had it says so loudly and
ends well: a machine without one can still prove the rest.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find() -> str | None:
    """Return the program of an installed browser: CHROMIUM, one on PATH, or Playwright's own download."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    return named or next((str(path) for path in (_MAC, _downloaded()) if path and path.exists()), None)


def launch_options() -> dict[str, object]:
    """Return the arguments of Playwright's `chromium.launch`. Raises RuntimeError when there is no browser."""
    if (program := find()) is None:
        raise RuntimeError("No Chromium: run `python -m tests.chromium`")
    # Chromium's sandbox refuses to run as root.
    return {"executable_path": program, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


def _downloaded() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _install() -> None:
    """Try as root the package manager, then Playwright's download, and go on when either fails."""
    print("No Chromium found: installing one for the browser tests", flush=True)
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"], *ways]
    for way in ways:
        if find() is None:
            print(f"  {' '.join(way)}", flush=True)
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(way, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=600, check=False)


def _works(program: str) -> bool:
    """Return whether the browser starts; a downloaded one may lack libraries of the system."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0


def main(command: list[str]) -> int:
    """Find or install a browser, then run `command`; return its exit code, or 0 without a browser."""
    if find() is None:
        _install()
    if (program := find()) and _works(program):
        return subprocess.run(command, check=False).returncode if command else 0
    line = "!" * 100
    print(f"{line}\nTHE BROWSER TESTS DID NOT RUN: no Chromium was found and none could be installed.", file=sys.stderr)
    print(f"Install chromium by hand, or name one with CHROMIUM=/path/to/chromium.\n{line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
