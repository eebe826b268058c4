"""Quality of video sessions: which are drawn, how they are scored, appeals."""

from devices.domain.quality.sampling import draw, share_of
from devices.domain.quality.scoring import accept, appeal, decide, score

__all__ = ["accept", "appeal", "decide", "draw", "score", "share_of"]
