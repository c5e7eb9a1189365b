"""`readout watch`: feeds, all day, into the store or a file of JSON lines."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readout.cli.store import Where, place
from readout.errors import ReadoutError, UsageError

if TYPE_CHECKING:
    from readout.intake import Taken
    from readout.record import Record
    from readout.watch.sink import Sink
    from readout.watch.state import State


class Clock:
    """The system's clock; a signal ends the wait at once."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    @property
    def stopped(self) -> bool:
        """Whether the watch was asked to end."""
        return self._stop.is_set()

    def stop(self, *_: object) -> None:
        """Ask the watch to end."""
        self._stop.set()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Wait, or less if asked to stop."""
        self._stop.wait(seconds)


def command(
    named: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS…", help="Addresses of feeds, OPML files, text lists."),
    ],
    where: Where = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Append JSON lines here, not to the store.")
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option("--state", metavar="FILE", help="What was read [default: beside the output].", show_default=False),
    ] = None,
    interval: Annotated[float, typer.Option(min=1, help="Seconds between two turns of a feed.")] = 900,
    pace: Annotated[float, typer.Option(min=0, help="Seconds between two requests to a host, at least.")] = 5,
    connections: Annotated[int, typer.Option(min=1, help="Requests under way at once, each to another host.")] = 8,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Health and metrics on 127.0.0.1.", show_default=False)
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One turn of every feed, then leave.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too (an intranet).")
    ] = False,
    threads: Annotated[
        int | None, typer.Option(min=1, help="Processor threads [default: all cores].", show_default=False)
    ] = None,
) -> None:
    """Read every new item of feeds once, politely, until stopped; go on after any stop with the same command.

    Examples:

    \b
      readout watch https://example.org/rss.xml --store news.db
      readout watch feeds.opml -o records.jsonl --interval 600 --port 9464

    SIGTERM and Ctrl-C finish the item in hand. The log is JSON lines on standard error.

    Exit status: 0 stopped, or with --once all had its turn; 1 records or state could not be written; 2 misuse.
    """
    from readout.heap import one_heap
    from readout.watch import Settings, Watcher
    from readout.watch.feeds import addresses
    from readout.watch.metrics import Metrics, serve
    from readout.watch.state import State

    if where and output:
        raise UsageError("--store and --output exclude each other", remedy="Give one of them")
    one_heap()
    urls, clock, metrics = addresses(named), Clock(), Metrics()
    beside = output or (place(where) if "://" not in place(where) else "readout")
    with ExitStack() as stack:
        state = State(memory or f"{beside}.watch")
        stack.callback(state.close)
        sink = _sink(output, where, state, stack)
        if port is not None:
            server = serve(metrics, port)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            _log("listening", port=server.server_address[1])
        for number in (signal.SIGTERM, signal.SIGINT):
            stack.callback(signal.signal, number, signal.signal(number, clock.stop))
        settings = Settings(interval=interval, pace=pace, once=once, private=allow_private, connections=connections)
        watcher = Watcher(urls, state, sink, _read(threads), clock, settings, metrics, _log)
        _log("begin", feeds=len(urls), waiting=state.count("new"))
        try:
            watcher.run()
        except ReadoutError as error:
            _log("error", error=str(error))
            raise
        _log("end", read=metrics.get("items_read"), failed=metrics.get("items_failed"), waiting=state.count("new"))


def _sink(output: str | None, where: str | None, state: State, stack: ExitStack) -> Sink:
    from readout.watch.sink import LinesSink, StoreSink

    if output is not None:
        lines = LinesSink(Path(output), state)
        stack.callback(lines.close)
        return lines
    from readout.reader import weights_name
    from readout.store import Store

    return StoreSink(stack.enter_context(Store(place(where))), weights_name())


def _read(threads: int | None) -> Any:
    """Reads a report; the weights are loaded at the first."""
    reader: list[Any] = []

    def read(taken: Taken) -> Record:
        if not reader:
            from readout.reader import Reader

            reader.append(Reader(threads=threads))
        record: Record = reader[0].read(taken)
        return record

    return read


def _log(event: str, **told: object) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    sys.stderr.write(json.dumps({"time": now, "event": event, **told}, ensure_ascii=False) + "\n")
    sys.stderr.flush()
