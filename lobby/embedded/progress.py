"""What a run tells the person at the terminal."""

import sys
import time
from collections.abc import Callable

# The people a newcomer signs in as first; README lists all of them.
_FIRST_PEOPLE = (
    ("manager", "lobby manager: tablet of the floor"),
    ("teller1", "teller (to teller8): workstation"),
    ("head", "branch head: today's figures"),
    ("admin", "administrator: catalogue, counters, staff, settings"),
)


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print why the run ends, in one line on standard error."""
    print(f"lobby: {' '.join(text.split())}", file=sys.stderr, flush=True)


def timed(text: str, do: Callable[[], None]) -> None:
    """Do something between its name and the seconds it took."""
    print(f"  {text} … ", end="", flush=True)
    began = time.monotonic()
    try:
        do()
    except BaseException:
        print(flush=True)
        raise
    say(f"{time.monotonic() - began:.1f} s")


def welcome(address: str, demo_password: str | None, seconds: float) -> None:
    """Print the address and, unless this is production, the demo sign-ins."""
    say(f"\nLobby is ready after {seconds:.0f} s: {address}")
    if demo_password:
        say("Sign in as")
        for name, who in _FIRST_PEOPLE:
            say(f"  {name:<8} {who}")
        say(f"Password of each: {demo_password}")
    say("Stop with Ctrl-C.\n")
