"""Five thousand briefs: pages written in under a minute, only what changed written again, and a desk that answers."""

import json
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.steps.catalogue import open_catalogue
from flows.steps.render.markdown import brief_md, full_md
from flows.steps.render.page import brief_html
from flows.steps.render.record import to_json
from flows.steps.render.site import FILES, write_site
from flows.steps.types import Name, Published, Title
from tests.builders import a_brief, with_title

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(900)]
COUNT = 5_000
TRADES = {
    "电池": "battery", "机器人": "robot", "港口": "port", "铁路": "railway", "纺织": "textile",
    "水泵": "pump", "稀土": "rare earth", "稻米": "rice", "防洪": "flood", "冷链": "cold chain",
}  # fmt: skip
TYPED = ("r", "ro", "robot", "机", "机器", "机器人", "firm 12", "zzzz")
KEYSTROKE = """async (typed) => {
    const box = document.getElementById('q');
    box.value = typed;
    const start = performance.now();
    box.dispatchEvent(new Event('input', {bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
}"""


def brief(number):
    """A brief with figures, two names of its own and six that others share; every third has something to review."""
    base, (zh, en) = a_brief(), list(TRADES.items())[number % len(TRADES)]
    day = (date(2026, 11, 1) - timedelta(days=number // 14)).isoformat()
    names = (
        *base.names[:6],
        Name(f"{zh}企业{number // 3}", f"{en.title()} Firm {number // 3}", "organisation", "rule"),
        Name(f"人{number}", f"Person {number}", "person", "rule"),
    )
    article = replace(
        base.article, published=Published(day, "day"), publisher=f"云岭{'日晚商农工青法科教体'[number % 10]}报"
    )
    own = replace(base, id=f"d{number:04}", article=article, names=names, review=base.review if number % 3 == 0 else ())
    headline = f"{base.translation.renderings['t'].en} {en} {number}"
    return with_title(own, Title(f"{base.title.zh}{zh}{number}"), headline)


def write(outputs, one):
    """One brief's files; returns the size of its page, and the CPU seconds that its pages took."""
    folder = outputs / one.id
    folder.mkdir(exist_ok=True)
    (folder / "brief.json").write_bytes(to_json(one))
    start = time.process_time()
    page = brief_html(one).encode()
    (folder / "brief.html").write_bytes(page)
    (folder / "brief.md").write_text(brief_md(one), encoding="utf-8")
    (folder / "full.md").write_text(full_md(one), encoding="utf-8")
    return len(page), time.process_time() - start


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The desk of all briefs, and what it cost: CPU seconds, as the wall clock measures what else the machine does."""
    outputs = tmp_path_factory.mktemp("many")
    sizes, seconds = zip(*(write(outputs, brief(number)) for number in range(COUNT)), strict=True)
    start = time.process_time()
    with open_catalogue(outputs):
        pass
    known = time.process_time()
    write_site(outputs, [f"d{number:04}" for number in range(COUNT)])
    done = time.process_time()
    cost = {
        "briefs_s": sum(seconds),
        "catalogue_s": known - start,
        "desk_s": done - known,
        "largest": max(sizes),
    }
    print(json.dumps({key: round(value, 1) for key, value in cost.items()}))
    return outputs, cost


def test_pages_in_a_minute(many):
    outputs, cost = many
    assert cost["briefs_s"] + cost["desk_s"] < 60
    assert cost["largest"] < 200_000
    print({name: (outputs / name).stat().st_size for name in (*FILES, "older.html", "briefs.db")})
    assert (outputs / "index.html").stat().st_size < 600_000


def test_only_what_changed_is_written_again(many):
    outputs, _ = many
    assert write_site(outputs, ()) == []
    changed = with_title(brief(7), Title("又一题"), "Another headline")
    write(outputs, changed)
    start = time.process_time()
    written = write_site(outputs, [changed.id])
    print(f"one changed: {time.process_time() - start:.1f} s, {len(written)} files")
    assert set(written) <= {*FILES, "older.html"} | {name for name in written if name.startswith("names/")}
    assert len(written) <= len(FILES) + 1 + len(changed.names)
    assert time.process_time() - start < 10


def opened(page, path):
    """Milliseconds to open a page: by the clock, and of CPU in its main thread, whatever else the machine does."""
    session = watched(page)
    before = busy(session)
    page.goto(path.as_uri())
    after = busy(session)
    clock = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    return round(clock), round(after - before)


def watched(page):
    """A session that tells the CPU time of a page's main thread."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def answered(page, session, text):
    """Milliseconds of CPU and by the clock from a keystroke to its answer."""
    before = busy(session)
    clock = page.evaluate(KEYSTROKE, text)
    return round(busy(session) - before), round(clock)


def busy(session):
    """Milliseconds of CPU that the page's main thread has had."""
    rows = session.send("Performance.getMetrics")["metrics"]
    return next(row["value"] for row in rows if row["name"] == "TaskDuration") * 1000


def test_opens_in_a_second_and_answers_in_a_tenth(many, visit):
    outputs, _ = many
    for name in ("index.html", "older.html"):
        times = [opened(visit(outputs / "digest.html"), outputs / name) for _ in range(3)]
        print(name, "opened in (ms, ms of CPU)", times)
        assert min(cpu for _, cpu in times) < 500
    page = visit(outputs / "index.html")
    page.wait_for_timeout(800)
    session = watched(page)
    keys = [min(answered(page, session, text) for _ in range(3)) for text in TYPED]
    print("keys (ms of CPU, ms)", keys)
    assert max(cpu for cpu, _ in keys) < 100
