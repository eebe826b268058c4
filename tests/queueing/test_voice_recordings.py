"""The server's voice: what is said, how it is made and kept, and who may hear it."""

from __future__ import annotations

import ast
import io
import os
import wave
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.urls import reverse

from lobby.branches.enums import DeviceKind
from queueing.domain.calling import call_next
from queueing.errors import VoiceUnavailable
from queueing.models import Announcement, WallSettings
from queueing.voice import recordings
from queueing.voice.phrases import call_phrase
from queueing.voice.speech import words_of
from tests import factories

WORDS = {"word_zh": "窗口", "word_en": "counter"}


@pytest.fixture
def var(tmp_path, settings):
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def call(session, cash, manager, at):
    factories.make_ticket(cash, at, by=manager)
    call_next(session, by=session.staff.actor, at=at)
    return Announcement.objects.get()


def voice(call, language):
    return reverse("queueing:call-voice", args=[call.pk, language])


@pytest.mark.parametrize(
    ("number", "counter", "chinese", "english"),
    [
        ("A032", "3", "请 A 零 三 二 号，到 三 号窗口", "Ticket A zero three two. Please go to counter 3."),
        ("B117", "12", "请 B 一 一 七 号，到 十二 号窗口", "Ticket B one one seven. Please go to counter 12."),
        (
            "VIP001",
            "20",
            "请 V I P 零 零 一 号，到 二十 号窗口",
            "Ticket V I P zero zero one. Please go to counter 20.",
        ),
        (
            "C005",
            "VIP1",
            "请 C 零 零 五 号，到 V I P 一 号窗口",
            "Ticket C zero zero five. Please go to counter V I P one.",
        ),
    ],
)
def test_phrase_reads_numbers_sign_by_sign(number, counter, chinese, english):
    assert call_phrase("zh", number=number, counter=counter, **WORDS) == chinese
    assert call_phrase("en", number=number, counter=counter, **WORDS) == english


def test_chinese_is_spoken_from_pinyin_and_the_letter_a_by_its_name():
    assert words_of("zh", "请 A 零 三 二 号").split() == ["qing3", "ei1", "ling2", "san1", "er4", "hao4"]
    assert words_of("en", "Ticket A zero") == "Ticket eigh zero"


def test_nothing_but_words_reaches_the_speech_library():
    assert words_of("en", "<b>[[x]]</b> & {y} \\z").split() == ["b", "x", "/b", "y", "z"]
    assert len(words_of("en", "a" * 900)) == 400
    assert not set("[]<>&{}|\\") & set(words_of("zh", "<号>[[零]]&{}|\\"))


def test_speech_library_is_loaded_by_no_module_of_the_web_process():
    for path in (settings.ROOT / "queueing").rglob("*.py"):
        imported = {
            name.name
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        }
        assert path.name == "speech.py" or not imported & {"espeakng_loader", "speech"}, path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_recording_is_sound_of_a_few_seconds(var, language):
    sound = recordings.recording(language, call_phrase(language, number="A032", counter="3", **WORDS))

    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert 2.0 < file.getnframes() / file.getframerate() < 8.0
        assert any(file.readframes(file.getnframes()))


def test_recording_is_made_once_and_kept(var, monkeypatch):
    first = recordings.recording("en", "Ticket")
    monkeypatch.setattr(recordings, "PROGRAM", var / "gone.py")

    assert recordings.recording("en", "Ticket") == first
    assert len(list((var / "voice").iterdir())) == 1


def test_many_walls_at_once_get_one_recording(var):
    with ThreadPoolExecutor(6) as pool:
        sounds = set(pool.map(lambda _: recordings.recording("en", "Hello"), range(6)))

    assert len(sounds) == 1
    assert len(list((var / "voice").iterdir())) == 1


def test_failure_is_said_and_nothing_is_kept(var, monkeypatch):
    broken = var / "broken.py"
    broken.write_text("raise SystemExit(1)")
    monkeypatch.setattr(recordings, "PROGRAM", broken)

    with pytest.raises(VoiceUnavailable):
        recordings.recording("en", "Ticket")

    assert not (var / "voice").exists()


def test_a_voice_that_hangs_is_given_up(var, monkeypatch):
    hanging = var / "hanging.py"
    hanging.write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(recordings, "PROGRAM", hanging)
    monkeypatch.setattr(recordings, "MAKING_S", 0.5)

    with pytest.raises(VoiceUnavailable):
        recordings.recording("en", "Ticket")


def test_folder_stays_below_its_size(var, monkeypatch):
    folder = var / "voice"
    folder.mkdir()
    for age, name in enumerate(["new", "middle", "old"]):
        (folder / f"{name}.wav").write_bytes(b"x" * 100)
        os.utime(folder / f"{name}.wav", (1000 - age, 1000 - age))
    monkeypatch.setattr(recordings, "KEPT_BYTES", 250)

    recordings.make_room(folder)

    assert sorted(path.stem for path in folder.iterdir()) == ["middle", "new"]


def test_a_full_disk_does_not_silence_the_wall(var):
    (var / "voice").write_text("a file where the folder should be")

    assert recordings.recording("en", "Ticket").startswith(b"RIFF")


def test_wall_of_the_branch_hears_its_calls(var, browser_of, wall, call):
    WallSettings.objects.create(device=wall, counter_word_en="desk")

    response = browser_of(wall).get(voice(call, "en"))

    assert (response.status_code, response["Content-Type"]) == (200, "audio/wav")
    assert response.content == recordings.recording("en", "Ticket A zero zero one. Please go to desk 1.")


def test_staff_may_listen_and_strangers_find_nothing(
    var, client, browser_of, call, manager, stranger, kiosk, other_branch
):
    elsewhere = factories.make_device(other_branch, "WALLX", DeviceKind.WALL)
    assert client.get(voice(call, "zh")).status_code == 404
    for device in (kiosk, elsewhere):
        assert browser_of(device).get(voice(call, "zh")).status_code == 404
    client.force_login(stranger)
    assert client.get(voice(call, "zh")).status_code == 404
    client.force_login(manager)
    assert client.get(voice(call, "zh")).status_code == 200


@pytest.mark.parametrize("address", ["/voice/1/fr.wav", "/voice/999999999999999999999999/zh.wav", "/voice/-1/zh.wav"])
def test_hostile_addresses_find_nothing(var, browser_of, wall, address):
    assert browser_of(wall).get(address).status_code == 404


def test_page_says_503_when_the_voice_fails(var, browser_of, wall, call, monkeypatch):
    monkeypatch.setattr(recordings, "PROGRAM", var / "gone.py")

    assert browser_of(wall).get(voice(call, "zh")).status_code == 503
