"""A program of its own: reads `language`, a line break and a text from standard input, writes a WAV file to the output.

The speech library has a licence (GPL) that the bank's system must not take on, so it is only ever loaded here, and this
file imports nothing of the project. One process speaks one text and ends.
"""

from __future__ import annotations

import ctypes
import re
import sys
import wave

import espeakng_loader

RETRIEVE = 2  # AUDIO_OUTPUT_SYNCHRONOUS: sound is handed to the callback, nothing is played
RATE, UTF8 = 1, 1
VOICES = {"zh": ("cmn-latn-pinyin", 150), "en": ("en-us", 145)}
# A capital A alone is read as the article; these spellings say the letter's name.
LETTER_A = {"zh": "ei1", "en": "eigh"}
LONGEST_TEXT = 400


def words_of(language: str, text: str) -> str:
    """The text as the voice reads it: Chinese as pinyin with tones, since the voice for characters misreads them."""
    text = re.sub(r"[\[\]<>&{}|\\]", " ", text)[:LONGEST_TEXT]
    if language == "zh":
        from pypinyin import Style, lazy_pinyin

        text = " ".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))
    return re.sub(r"\bA\b", LETTER_A[language], text)


def speak(language: str, text: str) -> tuple[int, bytes]:
    """Samples per second, and the sound as signed 16-bit mono. Raises RuntimeError when the library refuses."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(RETRIEVE, 0, espeakng_loader.get_data_path().encode(), 0)
    voice, words_a_minute = VOICES[language]
    if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise RuntimeError("no voice")
    library.espeak_SetParameter(RATE, words_a_minute, 0)
    sound = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def take(samples: object, count: int, _events: object) -> int:
        if samples and count > 0:
            sound.extend(ctypes.string_at(samples, count * 2))  # type: ignore[arg-type]
        return 0

    library.espeak_SetSynthCallback(take)
    words = words_of(language, text).encode() + b"\0"
    if library.espeak_Synth(words, len(words), 0, 1, 0, UTF8, None, None) != 0 or not sound:
        raise RuntimeError("nothing was spoken")
    return rate, bytes(sound)


def main() -> None:
    """Read, speak, write."""
    language, _, text = sys.stdin.buffer.read().decode().partition("\n")
    rate, sound = speak(language, text)
    with wave.open(sys.stdout.buffer, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(sound)


if __name__ == "__main__":
    main()
