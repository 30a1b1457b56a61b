"""A brief's page as a reader meets it."""

import re
from dataclasses import replace

import pytest

from flows.steps.types import Title
from tests.browser.conftest import DESKTOP, PHONE, until
from tests.builders import a_brief, a_small_brief, an_article, with_title
from tests.unit.test_page import HOSTILE
from tests.unit.test_site import publish

pytestmark = pytest.mark.browser
BRIEF = "lanchuan-robots/brief.html"


def shown(page, selector):
    """Whether the first match is seen: a transparent or hidden element is not."""
    return page.locator(selector).first.evaluate(
        """element => {
            const style = getComputedStyle(element);
            return style.visibility === 'visible' && style.opacity !== '0' && element.getClientRects().length > 0;
        }"""
    )


def test_reading(desk, visit):
    page = visit(desk / BRIEF)
    assert page.title() == "Lanchuan High-Tech Zone Lifts Its Robotics Cluster to a New Level"
    assert page.locator(".points li").count() == 5
    assert page.locator(".to-review li").count() == 3
    assert "Withheld." in page.locator("#s5").inner_text()
    assert not page.locator(".text details").evaluate("e => e.open")
    page.locator(".text summary").click()
    assert page.locator(".row").count() == 14
    fonts = page.locator(".points .zh").first.evaluate("e => getComputedStyle(e).fontFamily")
    assert "Songti" in fonts
    assert page.locator(".zh:lang(zh)").first.evaluate("e => getComputedStyle(e).fontStyle") == "normal"


def test_layouts_by_keyboard_and_kept(desk, visit):
    page = visit(desk / BRIEF)
    point = page.locator("#s1")

    def tops():
        return [point.locator(cls).bounding_box() for cls in (".pair > .en", ".pair > .zh")]

    english, chinese = tops()
    assert english["y"] < chinese["y"]
    page.locator('input[value="en"]').focus()
    page.keyboard.press("ArrowRight")
    english, chinese = tops()
    assert chinese["y"] < english["y"]
    page.keyboard.press("ArrowRight")
    english, chinese = tops()
    assert abs(chinese["y"] - english["y"]) < 10
    assert chinese["x"] > english["x"] + 200
    page.reload()
    assert page.locator('input[value="both"]').is_checked()


def test_evidence_by_hover_focus_and_click(desk, visit):
    page = visit(desk / BRIEF)
    link = page.locator("#s2 .ev > a").first
    tip = "#s2 .ev .tip"
    assert not shown(page, tip)
    link.hover()
    until(page, f"getComputedStyle(document.querySelector('{tip}')).opacity === '1'")
    assert "182.6亿元" in page.locator(tip).first.inner_text()
    page.keyboard.press("Escape")
    until(page, f"getComputedStyle(document.querySelector('{tip}')).visibility === 'hidden'")  # 60 ms later, by design
    page.mouse.move(5, 5)
    link.focus()
    until(page, f"getComputedStyle(document.querySelector('{tip}')).visibility === 'visible'")
    link.press("Enter")
    until(page, "document.querySelector('.text details').open")
    assert page.url.endswith("#p4.1")
    page.wait_for_timeout(900)  # a smooth way down
    box = page.locator('[id="p4.1"]').bounding_box()
    assert 0 <= box["y"] < DESKTOP["height"]


def test_places_to_review_and_figures_show_their_sentence(desk, visit):
    page = visit(desk / BRIEF)
    page.locator(".to-review a").first.hover()
    until(page, "document.querySelector('#peek') !== null")
    assert "120亿元" in page.locator("#peek .zh").inner_text()
    page.keyboard.press("Escape")
    assert not shown(page, "#peek")
    page.mouse.move(5, 5)
    until(page, "document.querySelector('#peek') === null")
    page.locator(".where a").first.focus()
    until(page, "document.activeElement.getAttribute('aria-describedby') === 'peek'")
    page.keyboard.press("Tab")
    assert page.locator("[aria-describedby=peek]").count() <= 1


def test_evidence_by_tap(desk, visit):
    page = visit(desk / BRIEF, viewport=PHONE, has_touch=True, is_mobile=True)
    link = page.locator("#s1 .ev > a").first
    link.tap()
    until(page, "getComputedStyle(document.querySelector('#s1 .tip')).visibility === 'visible'")
    assert "#" not in page.url
    link.tap()
    until(page, "location.hash === '#p2.1'")


def test_deep_links_open_the_fold(desk, visit):
    page = visit((desk / BRIEF).as_uri() + "#p9.2")
    assert page.locator(".text details").evaluate("e => e.open")


def test_works_with_scripts_off(desk, visit):
    page = visit(desk / BRIEF, java_script_enabled=False)
    page.locator('input[value="zh"]').check(force=True)
    point = page.locator("#s1")
    assert point.locator(".pair > .zh").bounding_box()["y"] < point.locator(".pair > .en").bounding_box()["y"]
    page.locator(".text summary").click()
    assert page.locator("[id='p2.1']").bounding_box()["height"] > 20
    page.locator("#s3 .ev > a").hover()
    page.wait_for_timeout(400)
    assert page.locator("#s3 .tip").is_visible()


def test_dark(desk, visit):
    page = visit(desk / BRIEF, color_scheme="dark")
    red, green, blue = map(
        int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    )
    assert max(red, green, blue) < 40


@pytest.mark.parametrize("layout", ["en", "zh"])
def test_phone_width_has_no_sideways_scroll(desk, visit, layout):
    for name in (BRIEF, "index.html", "digest.html"):
        page = visit(desk / name, viewport=PHONE)
        if name == BRIEF:
            page.locator(f'input[value="{layout}"]').check(force=True)
            page.locator(".text summary").click()
            page.locator(".aside summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_print_is_two_pages(desk, visit):
    page = visit(desk / BRIEF)
    data = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type ?/Page\b", data)) == 2


def test_no_motion_for_those_who_ask(desk, visit):
    page = visit(desk / BRIEF, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('.tip')).transitionDuration") == "0s"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_long_and_odd_texts_stay_inside(tmp_path, visit, width):
    long = with_title(a_brief("long"), Title("题" * 300), "Word " * 50 + "x" * 60)
    odd = with_title(a_small_brief("odd", "שלום 你好", "شكرا and left"), Title("שלום世界"), "שלום world")
    withheld = a_brief("withheld", summary=tuple(replace(p, en=None, state="withheld") for p in a_brief().summary))
    publish(tmp_path, long, odd, withheld)
    for doc in ("long", "odd", "withheld"):
        page = visit(tmp_path / doc / "brief.html", viewport={"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_articles_run_nothing(tmp_path, visit):
    payload = (
        " ".join(HOSTILE) + "<img src=http://127.0.0.1:9/x onerror='document.title=1'><script>document.title=2</script>"
    )
    brief = with_title(a_small_brief("evil", payload, payload), Title(payload), payload)
    article = an_article(brief.article.paragraphs, publisher=payload, editor=payload, authors=(payload,))
    publish(tmp_path, with_title(replace(brief, article=article, glossary=payload), Title(payload), payload))
    from flows.steps.render.site import write_site

    write_site(tmp_path, ["evil"])
    for name in ("evil/brief.html", "index.html", "digest.html"):
        page = visit(tmp_path / name)
        assert page.title() not in {"1", "2"}
        assert page.locator("img, iframe, object, main script").count() == 0
    page = visit(tmp_path / "index.html")
    page.locator("#q").fill("script")
    until(page, "document.querySelectorAll('.results mark').length > 0")
    assert page.locator(".results :is(img, script, svg)").count() == 0
    assert page.title() not in {"1", "2"}
