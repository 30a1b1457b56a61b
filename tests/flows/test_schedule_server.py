"""The schedule: fires, finds nothing new, is left on, makes up for missed slots once; bad input."""

from __future__ import annotations

import signal
import time

import pytest

from tests.flows.process import Desk, wait_for

pytestmark = [pytest.mark.server, pytest.mark.timeout(2400)]


def test_it_fires_is_left_on_and_catches_up_once(tmp_path):
    desk = Desk(tmp_path, articles=2)
    process = desk.start("schedule", "--cron", "* * * * *")
    wait_for(lambda: len(desk.reports()) >= 2, 900)
    assert len(desk.report(0)["written"]) == 2
    assert len(desk.report(1)["unchanged"]) == 2
    process.send_signal(signal.SIGINT)
    assert process.wait(150) == 130
    assert "Traceback" not in desk.errors()
    assert desk.rows("SELECT paused FROM deployment") == [(0,)]
    assert desk.rows("SELECT active FROM deployment_schedule") == [(1,)]
    assert desk.server_pid() is None
    time.sleep(130)  # two slots are missed
    before = len(desk.reports())
    process = desk.start("schedule", "--cron", "0 0 1 1 *")
    wait_for(lambda: len(desk.reports()) == before + 1)
    assert "a missed slot first" in desk.errors()
    time.sleep(30)  # a second one would have started by now
    assert len(desk.reports()) == before + 1
    process.terminate()
    assert process.wait(150) == 143


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--cron", "every day"], "cron: 'every day' is none"),
        (["--cron", "0 7 * * *", "--timezone", "Mars/X"], "timezone: 'Mars/X' is none"),
    ],
)
def test_a_bad_line_is_one_line(tmp_path, arguments, what):
    code, _, err = Desk(tmp_path).run("schedule", *arguments)
    assert (code, err.count("\n")) == (2, 1), err
    assert what in err
