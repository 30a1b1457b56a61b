"""Few heaps of C memory for many threads."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_ARENA_MAX = -8  # malloc.h
_HEAPS = 2


def share_heaps() -> None:
    """Let all threads of this process take their C memory from two heaps; where the C library is not glibc, nothing.

    glibc gives each thread a heap of its own and none ever shrinks: a run of 100 articles took 1,264 MB with four
    threads beside the engines and a heap for each, 1,066 MB with two threads and two heaps.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)
