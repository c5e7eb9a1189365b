"""The threads of numpy's matrix library: one, where the process is ours to say.

The heads that numpy runs multiply matrices of some hundred rows. Shared out among threads they take as long or longer,
and the threads spin while they wait: on busy cores that was more than half of all processor time. The library looks at
its settings once, when numpy is first loaded, so they are made before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

SETTINGS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What OpenBLAS, MKL and Accelerate look at."""


def one_thread() -> None:
    """One thread for numpy in this process and those that it starts, if numpy is not loaded; the user's word wins."""
    for name in SETTINGS:
        os.environ.setdefault(name, "1")


@contextmanager
def one_thread_for_children() -> Iterator[None]:
    """Processes that are started within have one thread for numpy; this one's settings are as they were after."""
    before = dict(os.environ)
    one_thread()
    try:
        yield
    finally:
        for name in set(SETTINGS) - before.keys():
            os.environ.pop(name, None)
