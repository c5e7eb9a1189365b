"""One heap for all threads where glibc is; elsewhere nothing happens."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

GROWN = """
import sys, threading
from readout.heap import one_heap

if sys.argv[1] == "one":
    assert one_heap()

def take():
    kept.append([bytes(1000) for _ in range(2000)])

def arenas():
    import ctypes, os, tempfile
    libc = ctypes.CDLL(None)
    libc.fopen.restype = ctypes.c_void_p
    with tempfile.NamedTemporaryFile() as told:
        file = libc.fopen(told.name.encode(), b"w")
        libc.malloc_info(0, ctypes.c_void_p(file))
        libc.fclose(ctypes.c_void_p(file))
        return told.read().count(b"<heap nr=")

kept = []
threads = [threading.Thread(target=take) for _ in range(6)]
for one in threads:
    one.start()
for one in threads:
    one.join()
print(arenas())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="not glibc: it has other heaps")
def test_threads_share_a_heap() -> None:
    heaps = {
        how: int(subprocess.run([sys.executable, "-c", GROWN, how], capture_output=True, text=True, check=True).stdout)
        for how in ("one", "many")
    }
    assert heaps["one"] == 1
    assert heaps["many"] > 1
