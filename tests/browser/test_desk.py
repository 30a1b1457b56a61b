"""The desk's page, its search, names, and the served site."""

import threading
import time

import pytest

from flows.site import Site
from flows.steps.render.site import write_site
from flows.steps.render.words import name_page
from flows.steps.types import Name, Title
from tests.browser.conftest import PHONE, until
from tests.builders import a_small_brief, with_title
from tests.unit.test_site import publish

pytestmark = pytest.mark.browser
ZONE = f"names/{name_page(Name('澜川高新区', 'Lanchuan High-Tech Zone', 'place', 'rule'))}.html"
QUERIES = {
    "robots": ["lanchuan-2027", "lanchuan-robots"],
    "机器人": ["lanchuan-2027", "lanchuan-robots"],
    "headline": ["undated", "small"],
    "沈知远 robotics": ["lanchuan-2027", "lanchuan-robots"],
    "yunling daily": ["lanchuan-2027"],
    "zzz": [],
}
AXE = "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


def found(page):
    until(page, "document.getElementById('status').textContent !== ''")
    links = page.locator(".results h3 a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [link.split("/")[0] for link in links]


def test_front_page(desk, visit):
    page = visit(desk / "index.html")
    assert page.locator(".latest .story").count() == 2
    assert page.locator(".queue li").count() == 1
    days = page.locator(".day h2").all_inner_texts()
    assert days[-1] == "Undated"
    page.locator('.latest a[href="lanchuan-robots/brief.html"]').click()
    assert page.url.endswith("lanchuan-robots/brief.html")
    page.locator(".names a").first.click()
    assert "/names/" in page.url
    page.locator(".mark").click()
    assert page.url.endswith("index.html")


@pytest.mark.parametrize(("query", "ids"), QUERIES.items())
def test_search_as_you_type(desk, visit, query, ids):
    page = visit(desk / "index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_timeout(100)
    assert sorted(found(page)) == sorted(ids)
    if ids:
        assert page.locator(".results mark").count() > 0
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('sections').hidden")


def test_filters(desk, visit):
    page = visit(desk / "index.html")
    page.locator(".filters summary").click()
    page.locator("#review-only").check()
    page.wait_for_timeout(50)
    assert found(page) == ["lanchuan-robots"]
    page.locator("button[type=reset]").click()
    page.locator("#from").fill("2027-01-01")
    page.wait_for_timeout(50)
    assert found(page) == ["lanchuan-2027"]
    page.locator("button[type=reset]").click()
    page.locator("#place").fill("Yunling")
    page.wait_for_timeout(50)
    assert len(found(page)) == 2
    page.locator("button[type=reset]").click()
    assert page.locator("#publisher option").all_inner_texts() == ["All", "Yunling Daily (云岭日报)"]
    page.locator("#publisher").select_option("云岭日报")
    page.wait_for_timeout(50)
    assert sorted(found(page)) == ["lanchuan-2027", "lanchuan-robots", "small"]
    kickers = page.locator(".results .kicker > :first-child")
    assert sorted(kickers.all_inner_texts()) == ["Yunling Daily (云岭日报)", "云岭日报", "云岭日报"]
    for element in page.locator('.results .kicker [lang="zh-Hans"]').all_inner_texts():
        assert element.strip("()") == "云岭日报"


def test_index_without_scripts_is_a_list(desk, visit):
    page = visit(desk / "index.html", java_script_enabled=False)
    assert not page.locator("#find").is_visible()
    assert page.locator(".day a").count() == 4


def test_a_search_without_its_data_says_so(tmp_path, visit):
    publish(tmp_path, a_small_brief("one"))
    write_site(tmp_path, ["one"])
    (tmp_path / "search.js").write_text("")
    page = visit(tmp_path / "index.html")
    page.locator("#q").fill("one")
    until(page, "document.getElementById('status').textContent.includes('search.js')")
    assert page.locator(".day a").first.is_visible()


def test_a_long_headline_leaves_room_for_the_others(tmp_path, visit):
    publish(tmp_path, with_title(a_small_brief("long"), Title("题" * 300), "Word " * 120), a_small_brief("other"))
    write_site(tmp_path, ["long", "other"])
    page = visit(tmp_path / "index.html")
    assert page.locator(".lead").bounding_box()["height"] < 600
    page = visit(tmp_path / "long" / "brief.html")
    assert page.locator("h1 .zh").evaluate("e => e.scrollHeight <= e.clientHeight + 2")


def test_no_briefs_yet(tmp_path, visit):
    write_site(tmp_path, ())
    assert "No briefs yet" in visit(tmp_path / "index.html").locator("main").inner_text()


def test_name_page_sets_figures_side_by_side(desk, visit):
    page = visit(desk / ZONE)
    assert page.locator("svg").count() >= 1
    assert page.locator("svg").first.locator("circle").count() == 2
    assert page.locator(".mentions li").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("name", ["lanchuan-robots/brief.html", "index.html", "digest.html", ZONE])
def test_axe_finds_nothing_serious(desk, visit, axe, name, scheme, size):
    options = {"viewport": PHONE} if size == "phone" else {}
    page = visit(desk / name, color_scheme=scheme, bypass_csp=True, **options)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.add_script_tag(path=str(axe))
    report = page.evaluate(AXE)
    serious = [item for item in report["violations"] if item["impact"] in {"serious", "critical"}]
    assert [(item["id"], [node["html"][:120] for node in item["nodes"]][:3]) for item in serious] == []


def test_served_pages_reload_when_a_run_publishes(tmp_path, visit):
    publish(tmp_path, a_small_brief("one"))
    write_site(tmp_path, ["one"])
    with Site(tmp_path, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            page = visit(server.url)
            assert page.locator(".day a").count() == 1
            publish(tmp_path, with_title(a_small_brief("two"), Title("第二"), "A second headline"))
            time.sleep(0.7)
            write_site(tmp_path, ["two"])
            until(page, "document.querySelectorAll('.day a').length === 2")
            page.locator("#q").fill("second")
            assert found(page) == ["two"]
            page.close()
        finally:
            server.shutdown()
            thread.join()
