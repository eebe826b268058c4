"""Ends a run's processes when the run itself was killed, on systems without a death signal for children.

Standard input is a pipe whose other end the run holds: it closes when the run is gone, however it went.
"""

import os
import sys
from pathlib import Path

from lobby.embedded import leftovers


def main() -> None:
    """Wait for the end of the run, then end what its list still names."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    leftovers.end_all(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
