"""The threads of numpy's matrix library: one, while we multiply.

The heads that numpy runs multiply matrices of some hundred rows. Shared out among threads they take as long or longer,
and the threads spin while they wait: on busy cores that was more than half of all processor time.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _libraries() -> ThreadpoolController:
    """The libraries loaded when it is first asked: numpy's is among them, since the network's arrays are numpy's."""
    import numpy as np  # noqa: F401

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """One thread for matrices of this process while the context lasts (some 15 microseconds), then as it was."""
    limit: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limit
