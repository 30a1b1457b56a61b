"""How this process manages memory while it briefs: few heaps of C memory, rare searches for garbage."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_M_ARENA_MAX = -8  # malloc.h
_HEAPS = 2
_RARELY = (10_000, 20, 20)  # new containers for 700, then how often a search looks at older ones too


def settle_memory() -> None:
    """Let all threads take their C memory from two heaps (with glibc), and search for cycles rarely.

    glibc gives each thread a heap of its own and none ever shrinks: a run of 100 articles took 1,264 MB with four
    threads beside the engines and a heap for each, 1,066 MB with two threads and two heaps. The steps make many
    containers and hardly a cycle, and while Python searches nothing else of it moves: at its own thresholds that was
    1.6 and 2.2 of the 12 to 14 seconds of 48 articles, at these 0.7 of 11, in the same memory (a busy machine).
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)
    gc.set_threshold(*_RARELY)
