import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cryptography.fernet import Fernet

from lobby.embedded.secrets import read_or_make, read_or_make_field_key


def test_read_or_make_returns_the_same_secret_again(tmp_path: Path) -> None:
    first = read_or_make(tmp_path, "secret_key")

    assert read_or_make(tmp_path, "secret_key") == first
    assert len(first) == 50


def test_read_or_make_keeps_secrets_from_other_accounts(tmp_path: Path) -> None:
    read_or_make(tmp_path, "secret_key")

    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()] == [0o600]


def test_read_or_make_from_many_threads_gives_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: read_or_make(tmp_path, "secret_key"), range(64)))

    assert len(found) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["secret_key"]


def test_field_key_encrypts(tmp_path: Path) -> None:
    fernet = Fernet(read_or_make_field_key(tmp_path))

    assert fernet.decrypt(fernet.encrypt("王".encode())).decode() == "王"
