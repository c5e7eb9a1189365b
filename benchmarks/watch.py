"""`readout watch` against 50 newsrooms with faults, on this machine, and the books of both sides compared.

    python -m benchmarks.watch [--minutes 30] [--hosts 50] [--pace 2] [--kills 0] [--folder DIR]

A server (`benchmarks.web_of_faults`) plays 50 hosts, each under an address of its own, half of them with a fault each:
slow, 500s, redirects, broken XML, gone, wrong encodings, endless bodies. `watch` reads them for so many minutes as a
user would start it; then nothing new comes out, and it has ten minutes to catch up. Prints how many items could be
read, how many were and how often, the least time between two requests to a host less its pace, how late items were
read, and the memory of the process over time. With `--kills`, the watch is killed (SIGKILL) so many times on the way
and started again.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.web_of_faults import Web

CATCH_UP_S = 600.0


class Watch:
    """The process of a watch that may be killed and started again, and its memory over time."""

    def __init__(self, web: Web, folder: Path, pace: float, interval: float) -> None:
        self.folder, self.memory = folder, list[tuple[float, float]]()
        feeds = folder / "feeds.txt"
        feeds.write_text("\n".join(web.feeds()) + "\n", "utf-8")
        self.output = folder / "records.jsonl"
        self._args = [sys.executable, "-m", "readout", "watch", str(feeds), "-o", str(self.output), "--allow-private"]
        self._args += ["--pace", str(pace), "--interval", str(interval), "--threads", "1"]
        self.start()

    def start(self) -> None:
        with (self.folder / "log.jsonl").open("ab") as log:
            self.process = subprocess.Popen(self._args, stderr=log)
        self.begun = time.time()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.start()

    def measure(self) -> None:
        """Note the memory of the process (megabytes) where the system tells it."""
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists() and (rss := [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]):
            self.memory.append((time.time() - self.begun, int(rss[0].split()[1]) / 1000))

    def read(self) -> Counter[str]:
        """How often each item is in the output, by its name."""
        if not self.output.exists():
            return Counter()
        lines = self.output.read_bytes().splitlines(keepends=True)
        urls = [json.loads(line)["report"]["url"] for line in lines if line.endswith(b"\n")]
        return Counter(url.rsplit("/", 1)[1].removesuffix(".html") for url in urls)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(120)


def watched(web: Web, watch: Watch, kills: int) -> None:
    """Let it run to the end of the web's items, and until all that can be read is, or the time to catch up is over."""
    chance = random.Random(4)
    deaths = sorted(chance.uniform(web.begun + 20, web.ends) for _ in range(kills))
    while time.time() < web.ends + CATCH_UP_S:
        time.sleep(5)
        if watch.process.poll() is not None:
            raise SystemExit(f"the watch ended by itself with status {watch.process.returncode}: {watch.folder}")
        watch.measure()
        if deaths and time.time() >= deaths[0]:
            deaths.pop(0)
            watch.kill()
        if time.time() > web.ends:
            read = watch.read()
            if all(read[name] for name, item in web.items().items() if item.readable):
                return


def report(web: Web, watch: Watch, pace: float, kills: int) -> bool:
    """Print the figures; whether all is as it must be."""
    items, read = web.items(), watch.read()
    readable = {name for name, item in items.items() if item.readable}
    once = sum(read[name] == 1 for name in readable)
    twice, never = [n for n in read if read[n] > 1], sorted(readable - set(read))
    gaps = [
        (b - a - max(pace, room.delay if n else 0.0), room)
        for room in web.rooms
        for n, (a, b) in enumerate(pairwise(room.asked))
    ]
    soonest = min(gaps, key=lambda gap: gap[0])
    asked = sum(len(room.asked) for room in web.rooms)
    print(f"{len(web.rooms)} hosts, {asked} requests, {len(items)} items out, {len(readable)} of them readable")
    print(f"read once {once}, more than once {len(twice)}, never {len(never)}; {len(set(read) - readable)} others")
    kinds = {room.number: room.kind for room in web.rooms}
    for name in never[:20]:
        print(f"  never: {name}, {kinds[int(name.split('-')[0])]}")
    print(
        f"two requests to a host came at the least {soonest[0]:+.2f} s from its pace ({soonest[1].kind}); {kills} kills"
    )
    late = lateness(web, watch)
    if late:
        most = sorted(late)[int(0.95 * len(late))]
        print(
            f"from out to kept: median {statistics.median(late):.0f} s, 95 % in {most:.0f} s, all in {max(late):.0f} s"
        )
    if watch.memory:
        fifths = [watch.memory[n * (len(watch.memory) - 1) // 5][1] for n in range(1, 6)]
        print("memory of the process after each fifth: " + ", ".join(f"{rss:.0f}" for rss in fifths) + " MB")
    return once == len(readable) and not twice and soonest[0] >= -0.01


def lateness(web: Web, watch: Watch) -> list[float]:
    """Seconds from an item's birth to the line of the log that says it is kept."""
    items, late = web.items(), []
    for line in (watch.folder / "log.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        if told["event"] == "item":
            name = told["url"].rsplit("/", 1)[1].removesuffix(".html")
            late.append(datetime.fromisoformat(told["time"]).timestamp() - items[name].born)
    return late


def main() -> int:
    """Runs it and prints its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pace", type=float, default=2, help="seconds between two requests to a host")
    parser.add_argument("--interval", type=float, default=60, help="seconds between two turns of a feed")
    parser.add_argument("--every", type=float, default=120, help="seconds between two items of a host, about")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where state, log and records go [default: a new folder]")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="readout-watch-"))
    folder.mkdir(parents=True, exist_ok=True)
    web = Web(given.hosts, given.every, given.minutes)
    watch = Watch(web, folder, given.pace, given.interval)
    try:
        watched(web, watch, given.kills)
        status = watch.end()
        print(f"{given.minutes:g} minutes, ended with status {status}; log and records in {folder}")
        return 0 if report(web, watch, given.pace, given.kills) and status == 0 else 1
    finally:
        watch.process.kill()
        web.close()


if __name__ == "__main__":
    sys.exit(main())
