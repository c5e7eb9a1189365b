"""From a report to its record: the rooms of the house, called in order."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from readout import times
from readout.actors.cast import Cast
from readout.errors import InputError, InternalError, ReadoutError
from readout.extract.claims import claims
from readout.extract.decisions import with_rules
from readout.extract.docket import docket
from readout.extract.events import events
from readout.extract.figures import figures
from readout.extract.lexicon import Lexicon, in_use, using
from readout.extract.positions import positions
from readout.extract.reading import Reading, publication_day
from readout.intake import Taken, report_from_text, reports
from readout.intake.relevance import leaning
from readout.language import Core, Document
from readout.record import Item, Record, Span

_log = logging.getLogger("readout")
_T = TypeVar("_T")


class Reader:
    """Reads many reports with one loaded core. `threads` is the number of processor threads (default: all cores).

    `lexicon` adds words and types of the user's own (`readout.extract.ontology.load`).
    """

    def __init__(self, *, threads: int | None = None, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon
        self.core = Core(threads=threads)

    def read(self, taken: Taken) -> Record:
        """The record of one report. Raises `InternalError` where reading breaks; that is a fault of Readout."""
        return self._record(taken, self.core.parse([taken.report.text])[0])

    def read_many(
        self, found: Iterable[Taken | InputError], *, on_error: Callable[[ReadoutError], None] | None = None
    ) -> Iterator[Record]:
        """Records of `found` (as `readout.intake.reports` yields them), in order, streamed.

        A report that cannot be read does not stop the run: it goes to `on_error`, by default to the log.
        """
        report_error = on_error or (lambda error: _log.warning("%s", error))
        waiting: deque[Taken | InputError] = deque()
        for document in self.core.parse_stream(_texts(found, waiting)):
            while isinstance(one := waiting.popleft(), InputError):
                report_error(one)
            try:
                yield self._record(one, document)
            except InternalError as error:
                report_error(error)
        for left in waiting:
            if isinstance(left, InputError):
                report_error(left)

    def _record(self, taken: Taken, document: Document) -> Record:
        try:
            return record_of(taken, document, self.core, self.lexicon)
        except Exception as error:
            raise InternalError(
                f"reading broke with {type(error).__name__}: {error}",
                remedy="Please report this with the text, if you may share it",
                source=taken.report.ref or taken.report.url or taken.report.id,
            ) from error


def weights_name() -> str:
    """The digest of the weights' own list of digests, 12 hexadecimal digits: other weights, another name."""
    return sha256((files("readout.language") / "weights" / "labels.json").read_bytes()).hexdigest()[:12]


def record_of(taken: Taken, document: Document, core: Core, lexicon: Lexicon | None = None) -> Record:
    """The record of one report whose text is parsed: times, cast, then each family, then all that they name."""
    with using(lexicon):
        return _record_of(taken, document, core)


def _record_of(taken: Taken, document: Document, core: Core) -> Record:
    report, trouble = taken.report, list(taken.warnings)
    guard = partial(_family, trouble)
    day = publication_day(report)
    reading = Reading(
        report=report,
        document=document,
        cast=Cast(document, day),
        times=guard("times", lambda: times.find(report.text, published=day, document=document)),
    )
    topic = leaning(report.text)
    said = guard("claims", lambda: claims(reading))
    heads = partial(core.relate, document), partial(core.trigger_types, document)
    acts = guard("events", lambda: events(reading, said, *heads))
    numbers = guard("figures", lambda: figures(reading, said, acts))
    stances = guard("positions", lambda: positions(reading, said, acts))
    due = guard("docket", lambda: with_rules(reading, docket(reading, said, acts, topic), stances))
    return Record(
        report=report,
        sentences=[Span(start=s.start, end=s.end) for s in document.sentences],
        actors=reading.cast.listed(_named([*said, *acts, *numbers, *stances, *due])),
        times=list(reading.times),
        events=acts,
        claims=said,
        figures=numbers,
        positions=stances,
        docket=due,
        types=list(in_use().own),
        warnings=trouble,
    )


def read(source: str | Path, *, published: str | None = None, reader: Reader | None = None) -> Record:
    """The record of one report.

    `source` is a path, a URL, or the text itself: a string that holds white space or names no file is read as text
    unless it is a `Path` or a URL. `published` is an ISO 8601 date or time and wins over what the report says.

    Raises `InputError` where the report cannot be read, `UsageError` for a `published` that is no date.
    """
    if isinstance(source, str) and not source.startswith(("http://", "https://")) and not _is_path(source):
        found: Taken | InputError = report_from_text(source, published=published)
    else:
        found = next(iter(reports(source, published=published)))
    if isinstance(found, InputError):
        raise found
    return (reader or Reader()).read(found)


def _is_path(text: str) -> bool:
    if "\n" in text or len(text) > 4096:
        return False
    try:
        return Path(text).exists() or (not any(c.isspace() for c in text.strip()) and "." in text)
    except (OSError, ValueError):
        return False


def _family(trouble: list[str], name: str, extract: Callable[[], list[_T]]) -> list[_T]:
    """What `extract` returns; where it breaks, nothing, and a warning in the record: the other families stand."""
    try:
        return extract()
    except Exception as error:
        _log.debug("%s broke", name, exc_info=True)
        trouble.append(f"{name} could not be read ({type(error).__name__}: {error})")
        return []


def _named(items: Sequence[Item]) -> list[str]:
    """Ids of the actors that the items name, each once, in the order of the items."""
    ids = [i for item in items for key in ("actor", "recipient", "source", "who") for i in getattr(item, key, ())]
    return list(dict.fromkeys(ids))


def _texts(found: Iterable[Taken | InputError], waiting: deque[Taken | InputError]) -> Iterator[str]:
    """The texts of `found`, which is put into `waiting` as it comes."""
    for one in found:
        waiting.append(one)
        if isinstance(one, Taken):
            yield one.report.text
