"""Checking that an upload is the drawing our signature field makes: a small PNG with something drawn on it.

The file is read by its content, never by its name: chunks, checksums and size are looked at, and nothing is inflated
beyond what its own header announces.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from lobby.customers.errors.drawings import BadSignature

MOST_BYTES = 64 * 1024
MOST_PIXELS = 2_000
MAGIC = b"\x89PNG\r\n\x1a\n"
PLAIN_CHUNKS = {b"IHDR", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"pHYs", b"cHRM", b"sBIT"}
CHANNELS = {2: 3, 6: 4}  # colour types that a canvas writes: RGB and RGBA, 8 bits each


def check_drawing(image: bytes) -> None:
    """Raises BadSignature unless the bytes are a PNG of at most 64 kB, 2,000 pixels a side, with a line on it."""
    if len(image) > MOST_BYTES:
        raise BadSignature(reason=_("the picture is too large"))
    if not image.startswith(MAGIC):
        raise BadSignature(reason=_("this is not a PNG picture"))
    try:
        parts = list(chunks(image))
        pixels = inflated(parts)
    except (struct.error, zlib.error, ValueError) as error:
        raise BadSignature(reason=_("the picture is damaged")) from error
    if len(set(pixels)) < 2:
        raise BadSignature(reason=_("nothing is drawn on it"))


def chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each chunk. Raises ValueError for unknown ones, wrong sums and bytes after the end."""
    at, name = len(MAGIC), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", image, at)
        data = image[at + 8 : at + 8 + length]
        (crc,) = struct.unpack_from(">I", image, at + 8 + length)
        if name not in PLAIN_CHUNKS or crc != zlib.crc32(name + data):
            raise ValueError(name)
        yield name, data
        at += 12 + length
    if at != len(image):
        raise ValueError("bytes after the end")


def inflated(parts: list[tuple[bytes, bytes]]) -> bytes:
    """The picture's rows, whose size the header has to announce rightly. Raises ValueError."""
    header = parts[0]
    width, height, depth, colours, *methods = struct.unpack(">IIBBBBB", header[1])
    if header[0] != b"IHDR" or depth != 8 or colours not in CHANNELS or any(methods):
        raise ValueError("not what a canvas writes")
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise ValueError("too many pixels")
    size = height * (1 + width * CHANNELS[colours])
    stream = zlib.decompressobj()
    rows = stream.decompress(b"".join(data for name, data in parts if name == b"IDAT"), size + 1)
    if len(rows) != size:
        raise ValueError("another size than announced")
    stride = size // height
    return b"".join(rows[row * stride + 1 : (row + 1) * stride] for row in range(height))
