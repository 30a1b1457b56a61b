"""How much longer a longer input takes, from CPU times that a busy machine can't turn round."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def growth(work: Callable[[int], object], small: int, large: int, repeats: int = 3) -> float:
    """Seconds of CPU for ``large`` over those for ``small``, each the least of some tries.

    The least is what the work itself needs: neighbours on the machine, caches and the collector only add.
    """

    def seconds(size: int) -> float:
        gc.collect()
        began = time.process_time()
        work(size)
        return time.process_time() - began

    work(small)
    least = [min(seconds(size) for _ in range(repeats)) for size in (small, large)]
    return least[1] / max(least[0], 0.005)
