"""A web process some of whose panels fail: `BROKEN_PANELS` names them."""

import dataclasses
import os

from tests.live import launch


def fail(scope: object) -> dict[str, object]:
    """What a fault in a panel's code does."""
    raise LookupError(f"nothing is where it should be: {scope}")


def main() -> None:
    """Put the faults in and serve. The registry can only be imported once Django stands, which `launch` sees to."""
    from lobby.live import panels

    for name in os.environ["BROKEN_PANELS"].split():
        panels._panels[name] = dataclasses.replace(panels.get(name), context=fail)
    launch.main()


if __name__ == "__main__":
    main()
