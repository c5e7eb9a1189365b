"""What others take for the same reports on the same cores, one after the other in one run: `speed.py --beside PYTHON`.

spaCy's small English architecture parses and names, and no more (`benchmarks.speed_spacy`, in the environment of
PYTHON); trafilatura alone takes the text out of pages, which is what comes before any reading. PETRARCH and NGEC, the
event coders in use, are on no package index, so none is timed here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from html import escape

from benchmarks.speed import ROOT, texts

_RATE = re.compile(r"([\d,]+) words/s")


def beside(python: str, reports: int, cores: int) -> None:
    """Prints words a second of each, and how many times as fast as Readout's whole records it is."""
    same = ["--reports", str(reports), "--cores", str(cores)]
    ran = {
        "Readout, whole records": _rate([sys.executable, "-m", "benchmarks.speed", *same]),
        "Readout, language core": _rate([sys.executable, "-m", "benchmarks.speed", "--core", *same]),
        "spaCy small, parse and names": _rate([python, "-m", "benchmarks.speed_spacy", *same]),
        "trafilatura, pages to text": _pages_to_text(reports, cores),
    }
    whole = ran["Readout, whole records"]
    for name, rate in ran.items():
        told = f"{rate:9,.0f} words/s" + (f"  {rate / whole:5.2f} times" if whole else "") if rate else "not installed"
        print(f"{name:30} {told}")


def _rate(command: list[str]) -> float | None:
    """The best rate that a benchmark prints; `None` where it skips."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return max((float(found.replace(",", "")) for found in _RATE.findall(done.stdout)), default=None)


def _pages_to_text(reports: int, cores: int) -> float:
    """Words a second, between blanks, of trafilatura over the reports as plain pages, a process a core."""
    pages = [_page(text) for text, _ in texts(reports)]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(_words, pages[: 4 * cores]))
        begin = time.perf_counter()
        words = sum(pool.map(_words, pages, chunksize=8))
        return words / (time.perf_counter() - begin)


def _page(text: str) -> str:
    body = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    return f"<html><body><nav><ul>{menu}</ul></nav><article>{body}</article><footer>All rights</footer></body></html>"


def _words(page: str) -> int:
    import trafilatura

    return len((trafilatura.extract(page) or "").split())
