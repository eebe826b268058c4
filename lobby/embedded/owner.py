"""The account the engines run under: PostgreSQL refuses root, so root hands its folders to an unprivileged account."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

# A machine with a PostgreSQL package has the first, every Unix the second.
_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Owner:
    """An account: numeric user and group."""

    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        """True when no change of account is needed."""
        return self.uid == os.geteuid()

    def take(self, folder: Path) -> Path:
        """Create `folder`, private to this account. Raises OSError when that is impossible."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.is_me:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder

    def can_enter(self, folder: Path) -> bool:
        """Return whether this account may pass through `folder` and everything above it.

        Parts that do not exist yet count as enterable: `take` creates them.
        """
        path = folder.resolve()
        return all(self._may_search(part) for part in (path, *path.parents) if part.exists())

    def _may_search(self, folder: Path) -> bool:
        mode = folder.stat()
        if self.uid == 0:
            return True
        if mode.st_uid == self.uid:
            return bool(mode.st_mode & stat.S_IXUSR)
        if mode.st_gid == self.gid:
            return bool(mode.st_mode & stat.S_IXGRP)
        return bool(mode.st_mode & stat.S_IXOTH)


def for_folder(data: Path) -> Owner:
    """Return the account that runs an engine whose data is `data`.

    Data that exists keeps its account, whatever accounts the machine has gained since.
    """
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    if data.exists() and (found := data.stat()).st_uid != 0:
        return Owner(found.st_uid, found.st_gid)
    for name in _ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(account.pw_uid, account.pw_gid)
    # 65534 is the overflow account of Linux; it needs no entry in passwd.
    return Owner(65534, 65534)
