from lobby.live.whispers import whisper

__all__ = ["whisper"]
