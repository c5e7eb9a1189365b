"""Bytes -> text: the encoding found, characters that are no text taken out."""

from __future__ import annotations

import codecs
import re

from readout.errors import NotTextError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a rich-text document",
    b"PAR1": "a Parquet file",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
}
_CONVERT = "Save it as plain text or HTML and try again"
_SAMPLE = 200_000
"""Bytes that the guess at an encoding looks at."""

_NEWLINES = re.compile(r"\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and warnings. Order of trust: byte-order mark, UTF-8, `declared`, a guess.

    Raises `NotTextError` for binary data.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotTextError(f"this is {what}, not text", remedy=_CONVERT)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), ()
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace"), ()
    if data.count(b"\0") > max(4, len(data) // 1000) or len(data.translate(None, _CONTROLS)) < len(data) * 0.98:
        raise NotTextError("this is binary data, not text", remedy=_CONVERT)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    return _legacy(data, declared)


def tidy(text: str) -> str:
    """`text` with line feeds for all line ends, and without control, zero-width and soft-hyphen characters.

    Nothing else changes: no normal form, no other spaces, so that offsets into a clean text stay what they were.
    """
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _NEWLINES.sub("\n", text)))


_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: English in it has a NUL in nearly every second byte."""
    head = data[:2000]
    if len(head) < 8:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _legacy(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeError, ValueError):
            pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 3 < sum(c > "\x7f" for c in text) and broken < len(text) / 500:
        return text, (f"{broken} characters are broken UTF-8 and could not be read",)
    if sum(b < 128 for b in data[:_SAMPLE]) >= 0.85 * len(data[:_SAMPLE]):
        # mostly ASCII: English in the Western code page, in which guessers see rarer ones
        return data.decode("cp1252", "replace"), ()
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotTextError("its encoding cannot be told", remedy="Save it as UTF-8 and try again")
    return data.decode(best.encoding, "replace"), (f"encoding guessed: {best.encoding}",)
