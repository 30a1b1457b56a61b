"""Work one step ahead: the same results in the same order, and no more of it than is wanted."""

from __future__ import annotations

import threading
import time

import pytest

from flows.steps.ahead import ahead


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_results_come_in_order(count):
    assert list(ahead(lambda n: n * n, range(count))) == [n * n for n in range(count)]


def test_the_next_is_made_while_the_last_is_used():
    made = threading.Event()

    def work(n):
        if n == 1:
            made.set()
        return n

    results = ahead(work, [0, 1])
    assert next(results) == 0
    assert made.wait(5)


def test_an_error_is_raised_at_its_place():
    def work(n):
        if n == 2:
            raise ValueError("the third")
        return n

    results = ahead(work, range(9))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="the third"):
        next(results)


def test_it_ends_when_the_caller_leaves():
    begun = []

    def work(n):
        begun.append(n)
        time.sleep(0.01)

    results = ahead(work, range(1000))
    next(results)
    results.close()
    time.sleep(0.1)
    assert len(begun) < 100
