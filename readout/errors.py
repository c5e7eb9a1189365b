"""Every error that Readout raises on purpose.

ReadoutError
├── InputError         a report that cannot be read: the run goes on without it
│   ├── NotFoundError      no such file or folder, or a folder without reports
│   ├── EmptyError         nothing to read in it
│   ├── NotTextError       binary, or an encoding that cannot be told
│   ├── NoArticleError     a page without an article
│   ├── TooLargeError      larger than the limit
│   ├── FormatError        broken JSONL, an unusable field
│   ├── LanguageError      not English
│   ├── OffTopicError      left out on request: not about public affairs
│   └── FetchError         a URL that could not be fetched
├── UsageError         a request that makes no sense: an unknown option value, a date that is no date
├── StoreError         the store cannot be opened, read or written
├── WeightsError       the shipped weights are missing or damaged
└── InternalError      reading a sound report broke: a fault of Readout
"""

from __future__ import annotations


class ReadoutError(Exception):
    """Base of all errors. `message` says what was found, `remedy` what to do about it, `source` names the input."""

    def __init__(self, message: str, *, remedy: str = "", source: str = "") -> None:
        self.message = message
        self.remedy = remedy
        self.source = source
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.source}: {self.message}" if self.source else self.message
        return f"{head}. {self.remedy}" if self.remedy else head


class InputError(ReadoutError):
    """A report that cannot be read."""


class NotFoundError(InputError):
    """There is no such file, or the folder holds no reports."""


class EmptyError(InputError):
    """The input holds no text."""


class NotTextError(InputError):
    """The input is binary, or its encoding cannot be told."""


class NoArticleError(InputError):
    """The page holds no article."""


class TooLargeError(InputError):
    """The input is over the size limit."""


class FormatError(InputError):
    """The input breaks its format: a line of JSONL that is no object, a field of the wrong type."""


class LanguageError(InputError):
    """The report is not in English."""


class OffTopicError(InputError):
    """The report is plainly not about public affairs, and only what is was asked for."""


class FetchError(InputError):
    """The URL could not be fetched. `status` is the server's answer where there was one; `wait` the seconds that it
    asks to be left alone (`Retry-After`)."""

    status: int | None = None
    wait: float | None = None


class UsageError(ReadoutError):
    """The caller asked for something that makes no sense."""


class StoreError(ReadoutError):
    """The store cannot be opened, read or written."""


class WeightsError(ReadoutError):
    """The weights that ship with the package are missing or damaged."""


class InternalError(ReadoutError):
    """Reading a sound report broke: a fault of Readout, not of the input."""


NOTHING_TO_READ = (EmptyError, LanguageError, NoArticleError, OffTopicError)
"""Inputs with nothing in them to read: a run skips them. All other errors are failures."""
