"""Locks: one holder, named; re-entrant in a process; free again when the holder is killed."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from flows.steps.errors import BusyError
from flows.steps.store import document_lock, run_lock

HOLD = """
import sys, time
from pathlib import Path
from flows.steps.store import {lock}
with {lock}(Path(sys.argv[1]){more}):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(outputs, lock="run_lock", more=""):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(lock=lock, more=more), str(outputs)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    return child


def end(child):
    child.send_signal(signal.SIGKILL)
    child.communicate()


def test_the_second_run_is_told_who_holds_the_lock(tmp_path):
    child = hold(tmp_path)
    with pytest.raises(BusyError, match=f"run is held by process {child.pid}") as caught, run_lock(tmp_path):
        pass
    assert caught.value.exit_code == 75
    end(child)


def test_a_killed_holder_leaves_nothing_to_clean_up(tmp_path):
    end(hold(tmp_path))
    with run_lock(tmp_path):
        pass


def test_a_document_is_held_alone(tmp_path):
    child = hold(tmp_path, "document_lock", ", 'a'")
    with document_lock(tmp_path, "b"):
        pass
    with pytest.raises(BusyError, match="document a is held"), document_lock(tmp_path, "a"):
        pass
    end(child)
    with document_lock(tmp_path, "a"):
        pass


def test_a_process_may_take_its_own_lock_again(tmp_path):
    with document_lock(tmp_path, "a"):
        with document_lock(tmp_path, "a"):
            pass
        assert list((tmp_path / ".locks").iterdir())
    assert not list((tmp_path / ".locks").iterdir())
