"""Small pictures for the README: a screenshot, scaled down and reduced to 256 colours, as PNG."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

from playwright.sync_api import Browser

# The commonest colours of a flat interface are its own; every other one takes the nearest of them.
REDUCE = """async ([address, wished]) => {
  const image = await createImageBitmap(await (await fetch(address)).blob());
  const width = Math.min(wished, image.width), height = Math.round((image.height * width) / image.width);
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.imageSmoothingQuality = "high";
  canvas.drawImage(image, 0, 0, width, height);
  const bytes = canvas.getImageData(0, 0, width, height).data;
  const keyAt = (place) => (bytes[place] << 16) | (bytes[place + 1] << 8) | bytes[place + 2];
  const counts = new Map();
  for (let place = 0; place < bytes.length; place += 4) counts.set(keyAt(place), (counts.get(keyAt(place)) ?? 0) + 1);
  const split = (key) => [key >> 16, (key >> 8) & 255, key & 255];
  const distance = (one, other) => split(one).reduce((sum, part, i) => sum + (part - split(other)[i]) ** 2, 0);
  const palette = [];
  for (const [key] of [...counts].sort((one, other) => other[1] - one[1])) {
    if (palette.length < 256 && palette.every((other) => distance(key, other) > 40)) palette.push(key);
  }
  const nearest = new Map();
  const indexOf = (key) => {
    if (!nearest.has(key)) nearest.set(key, palette.reduce((best, other, i) =>
      distance(key, other) < distance(key, palette[best]) ? i : best, 0));
    return nearest.get(key);
  };
  const indices = new Uint8Array(width * height);
  for (let i = 0; i < indices.length; i += 1) indices[i] = indexOf(keyAt(4 * i));
  let text = "";
  for (let i = 0; i < indices.length; i += 8192) text += String.fromCharCode(...indices.subarray(i, i + 8192));
  return { width, height, palette: palette.flatMap(split), indices: btoa(text) };
}"""


def shrink(browser: Browser, screenshot: bytes, width: int) -> bytes:
    """The screenshot, at most `width` pixels wide, in at most 256 colours."""
    page = browser.new_page()
    address = f"data:image/png;base64,{base64.b64encode(screenshot).decode()}"
    reduced: dict[str, Any] = page.evaluate(REDUCE, [address, width])
    page.close()
    return png(reduced["width"], reduced["height"], bytes(reduced["palette"]), base64.b64decode(reduced["indices"]))


def png(width: int, height: int, palette: bytes, indices: bytes) -> bytes:
    """A PNG file with a palette; one byte for each pixel."""
    rows = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
