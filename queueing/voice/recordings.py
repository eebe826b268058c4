"""Recordings of spoken texts, made on demand and kept on disk up to a set size, the least used going first."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import structlog
from django.conf import settings

from queueing.errors import VoiceUnavailable

PROGRAM = Path(__file__).with_name("speech.py")
MAKING_S = 6.0
WAITING_S = 3.0
KEPT_BYTES = 64 * 1024 * 1024
EDITION = "1"

log = structlog.get_logger(__name__)
# One text at a time: walls ask for the same sentence together, and speaking must not take the request threads.
_speaking = threading.Lock()


def recording(language: str, text: str) -> bytes:
    """The text in "zh" or "en" as a WAV file. Raises VoiceUnavailable when it cannot be made in time."""
    path = place_of(language, text)
    sound = kept(path)
    if sound is not None:
        return sound
    if not _speaking.acquire(timeout=WAITING_S):
        raise VoiceUnavailable
    try:
        sound = kept(path)
        if sound is None:
            sound = spoken(language, text)
            keep(path, sound)
    finally:
        _speaking.release()
    return sound


def place_of(language: str, text: str) -> Path:
    """Where the recording of a text lies."""
    digest = hashlib.sha256(f"{EDITION}\n{language}\n{text}".encode()).hexdigest()
    return Path(settings.VAR) / "voice" / f"{digest[:32]}.wav"


def kept(path: Path) -> bytes | None:
    """A recording made before, marked as used just now."""
    try:
        sound = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    return sound


def spoken(language: str, text: str) -> bytes:
    """Let the program speak. Raises VoiceUnavailable when it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the text goes in by standard input
            [sys.executable, "-I", str(PROGRAM)],
            input=f"{language}\n{text}".encode(),
            capture_output=True,
            timeout=MAKING_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as failure:
        log.warning("voice_failed", language=language, reason=str(failure))
        raise VoiceUnavailable from failure
    return done.stdout


def keep(path: Path, sound: bytes) -> None:
    """Write whole or not at all; a full disk costs the next caller a moment, nothing else."""
    half = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(sound)
        half.replace(path)
        make_room(path.parent)
    except OSError as failure:
        log.warning("voice_not_kept", reason=str(failure))


def make_room(folder: Path) -> None:
    """Remove what was least used until the folder is below its size."""
    files = sorted(((file.stat().st_mtime, file.stat().st_size, file) for file in folder.glob("*.wav")), reverse=True)
    total = 0
    for _used, size, file in files:
        total += size
        if total > KEPT_BYTES:
            file.unlink(missing_ok=True)
