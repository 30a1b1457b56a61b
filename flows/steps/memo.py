"""What the steps remember of pure questions: enough for a window of documents, so that a long run doesn't grow."""

from __future__ import annotations

from functools import lru_cache

per_sentence = lru_cache(maxsize=4096)
"""For questions about a sentence: prompt, hypotheses, ledger and page of one document ask the same ones.

16 long documents have 2,000 sentences. With room for 8,192 and more, the answers about 1,000 short articles took 60 MB
and were asked for no more often; with 2,048 figures of long articles were read twice (7 % of the steps' CPU).
"""

per_word = lru_cache(maxsize=16384)
"""For questions about a word: the same words stand in every document."""
