"""`python -m lobby.embedded`: the whole system under one command."""

import sys

_OLDEST = (3, 11)


def main() -> int:
    """Check the interpreter before importing anything that needs it, then run."""
    if sys.version_info < _OLDEST:
        sys.stderr.write(
            f"lobby: Python 3.11 or newer is needed, this is {sys.version_info[0]}.{sys.version_info[1]}.\n"
        )
        return 1
    from lobby.embedded.run import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
