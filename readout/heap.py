"""The heap of a process that runs for weeks: one for all its threads."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8
"""`M_ARENA_MAX` of malloc.h, glibc."""


def one_heap() -> bool:
    """Let all threads share one heap, where the system's library lets us say so (glibc); whether it did.

    By default glibc gives threads heaps of their own, up to eight a core, and what is free in one serves no other: a
    watch that has a thread for every request grew by a hundred megabytes in half an hour. Threads that only fetch lose
    nothing by sharing. To be called before there are threads.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, 1))
    except (AttributeError, OSError, TypeError):  # musl, macOS; Windows
        return False
