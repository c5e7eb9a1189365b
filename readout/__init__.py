"""Readout reads the news and keeps the diplomatic record.

`readout.read(text_or_path_or_url, published=...)` returns the `Record` of one report; `Reader` reads many.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.errors import InputError, ReadoutError
    from readout.reader import Reader, read
    from readout.record import Record

__all__ = ["InputError", "Reader", "ReadoutError", "Record", "__version__", "read"]
__version__ = "0.1.0"

_HOMES = {
    "InputError": "readout.errors",
    "ReadoutError": "readout.errors",
    "Reader": "readout.reader",
    "Record": "readout.record",
    "read": "readout.reader",
}


def __getattr__(name: str) -> Any:
    """Load the public names on first use, so that `import readout` and `readout --help` stay quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'readout' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
