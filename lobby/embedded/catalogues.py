"""Compiles the translation catalogues, `django.po` to `django.mo`, without the gettext programs."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from lobby.embedded.places import ROOT


def compile_all(root: Path) -> int:
    """Compile each catalogue below `root/locale` that is newer than its result; return how many. Raises PoFileError."""
    stale = [po for po in sorted(root.glob("locale/**/LC_MESSAGES/*.po")) if _is_stale(po)]
    for source in stale:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        # Two processes may compile the same catalogue at once.
        aside = source.with_suffix(f".{os.getpid()}.new")
        with aside.open("wb") as file:
            write_mo(file, catalogue)
        aside.replace(source.with_suffix(".mo"))
    return len(stale)


def _is_stale(source: Path) -> bool:
    result = source.with_suffix(".mo")
    return not result.exists() or result.stat().st_mtime < source.stat().st_mtime


def main() -> int:
    """Compile this project's catalogues and return an exit code."""
    try:
        count = compile_all(ROOT)
    except PoFileError as error:
        print(f"lobby: a translation catalogue cannot be read: {error}", file=sys.stderr)
        return 1
    if count:
        print(f"Compiled {count} translation catalogues.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
