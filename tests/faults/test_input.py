"""FAULTS.md D1-D8: what may lie in an inbox, and what becomes of it."""

from __future__ import annotations

import gzip
import io
import os
import threading
import time
import tracemalloc
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.steps import read
from flows.steps.clean import clean
from flows.steps.decode import decode, sanitise
from flows.steps.errors import SkipDocument
from flows.steps.html import extract
from flows.steps.read import read_source
from flows.steps.types import Source
from tests.cleaned import text_of
from tests.growth import growth

TITLE = "云溪区加快建设现代产业园区"
BODY = "3月5日，云溪区召开年度工作会议，安排部署全年工作。会议指出，去年全区生产总值完成410亿元，增长8.1%，势头良好。"
SIMPLIFIED = f"{TITLE}\n\n{BODY}\n{BODY.replace('会议', '大会')}\n"
TRADITIONAL = (
    "雲溪區加快建設現代產業園區\n\n3月5日，雲溪區召開年度工作會議，安排部署全年重點工作。會議指出，去年全區生產總值完成410億元，"
    "增長8.1%，發展勢頭良好，各單位要繼續努力。\n"
)
HONG_KONG = TRADITIONAL.replace("雲溪區", "深水埗、鰂魚涌")  # 埗, 鰂 and 涌 are in no Big5 but Hong Kong's
ENCODINGS = [
    (SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "utf-8-sig", "utf-8"), (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16-le"), (SIMPLIFIED, "utf-16-le", "utf-16-le"), (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5hkscs", "big5hkscs"), (TRADITIONAL, "gb18030", "gb18030"), (TRADITIONAL, "utf-16", "utf-16-le"),
    (HONG_KONG, "big5hkscs", "big5hkscs"),
]  # fmt: skip


def source(data: bytes | str, name: str = "a.txt") -> Source:
    return Source(name, data.encode() if isinstance(data, str) else data, "0" * 64)


def reason(action, *arguments) -> str:
    with pytest.raises(SkipDocument) as skip:
        action(*arguments)
    return skip.value.what


# D1, D2: encodings


@pytest.mark.parametrize(("text", "written", "found"), ENCODINGS, ids=lambda value: value if len(value) < 12 else "")
def test_encodings_give_the_same_text(text, written, found):
    decoded = decode(source(text.encode(written)))
    assert (decoded.text, decoded.encoding, decoded.flags) == (text, found, ())


@pytest.mark.parametrize(("mark", "written"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_a_byte_order_mark_is_no_character(mark, written):
    decoded = decode(source(mark + SIMPLIFIED.encode(written)))
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, written)


def test_short_text_in_gb18030():
    assert decode(source("云溪区召开大会。".encode("gb18030"))).encoding == "gb18030"


def test_a_declared_encoding_helps_a_page():
    page = f'<html><head><meta charset="gbk"></head><body><p>{BODY}</p></body></html>'
    assert decode(source(page.encode("gb18030"))).encoding == "gb18030"


def test_unclear_bytes_are_skipped_with_the_candidates():
    assert reason(decode, source(bytes(range(128, 256)) * 8)).startswith("unclear encoding: ")
    assert "utf-16-be 0." in reason(decode, source("ïéàü çà et là ".encode("latin-1") * 9))


def test_a_few_bad_bytes_are_replaced_and_flagged():
    data = (SIMPLIFIED * 20).encode()
    decoded = decode(source(data + b"\xff" + data))
    assert decoded.text.count("\ufffd") == 1
    assert decoded.flags == ("1 bytes had no reading in utf-8: U+FFFD stands for them",)


def test_many_bad_bytes_are_no_slip():
    data = bytearray((SIMPLIFIED * 20).encode())
    data[::97] = b"\xff" * len(data[::97])
    assert reason(decode, source(bytes(data))).startswith("unclear encoding")


def test_a_page_in_two_encodings_is_skipped():
    assert reason(decode, source(SIMPLIFIED.encode() + SIMPLIFIED.encode("gb18030"))).startswith("unclear encoding")


# D3: characters


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_no_control_surrogate_or_invisible_character_is_left(text):
    clean_text, _ = sanitise(text)
    assert not [c for c in clean_text if unicodedata.category(c) in {"Cs", "Co", "Cc"} and c not in "\n\t"]
    assert not set(clean_text) & set("\u200b\u200d\u202e\u2066\ufeff\U000e0041\r\x00\u2028")
    assert sanitise(clean_text)[0] == clean_text
    clean_text.encode("utf-8")


def test_what_is_removed_is_counted():
    text, flags = sanitise("云\x00溪\u200b区\u202e\r\n\ud800发展\ue000")
    assert text == "云溪区\n\ufffd发展\ufffd"
    assert flags == (
        "3 invisible or control characters removed",
        "2 private-use or surrogate characters replaced by U+FFFD",
    )


def test_references_in_a_page_are_characters_too():
    """&#x202e; is plain ASCII while a page is decoded, and a bidi override once its markup is read."""
    hidden = "&#x202e;&#8203;&#x1b;&#xE0041;&#xfeff;"
    page = f"<title>{TITLE}{hidden}</title><div><p>{BODY[:5]}{hidden}{BODY[5:]}</p><p>他说&#xE000;好。</p></div>"
    article = clean(decode(source(f"<html>{page}</html>")))
    assert article.title.zh == TITLE
    assert [paragraph.zh for paragraph in article.paragraphs] == [BODY, "他说\ufffd好。"]
    assert article.flags[:2] == (
        "10 invisible or control characters removed",
        "1 private-use or surrogate characters replaced by U+FFFD",
    )


def test_a_reference_to_a_line_end_moves_no_line():
    page = f"<html><title>{TITLE}</title><div><p>{BODY[:5]}&#x2028;{BODY[5:]}</p><p>图为&#11;现场。</p></div></html>"
    assert extract(page).text.split("\n") == [TITLE, f"{BODY[:5]} {BODY[5:]}", "图为 现场。"]


# D4: nothing to brief

NOTHING = [
    ("", "empty: no bytes"),
    (" \n\t\u3000\n", "empty: nothing but white space"),
    ("A quiet morning in the harbour town. Nothing happened.\n", "not Chinese (share of Han 0%)"),
    ("The new zone (云溪) opened on Friday with three plants and a port.\n", "not Chinese (share of Han 4%)"),
    ("本日、雲渓市で新しい工業団地の開所式が行われました。参加者は五百人でした。\n", "Japanese, not Chinese"),
    ("首页 | 新闻 | 视频 | 专题 | 图片\n上一篇：云溪区召开大会\n", "only boilerplate"),
    (
        "1、凡本网注明“来源：云溪在线”的所有作品，未经授权不得转载、摘编。\n2、转载请注明来源，违者本网将追究法律责任。\n",
        "only boilerplate",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), NOTHING, ids=range(len(NOTHING)))
def test_what_holds_no_article_is_skipped_with_the_reason(text, why):
    assert reason(lambda: clean(decode(source(text)))).startswith(why)


# D5: size


def test_a_large_file_is_refused_by_its_size(tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 1024**2)
    tracemalloc.start()
    assert reason(read_source, tmp_path, "large.txt") == "50 MB, larger than 10 MB"
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_reading_is_bounded_where_the_size_lies(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"\xe4\xba\x91" * 1000)
    monkeypatch.setattr(read, "MAX_BYTES", 100)
    monkeypatch.setattr(read, "_refuse_odd", lambda status, name: None)
    assert reason(read_source, tmp_path, "a.txt").startswith("larger than")
    assert len(read._read_bounded(os.open(tmp_path / "a.txt", os.O_RDONLY), 101)) == 101


@pytest.mark.parametrize("device", ["/dev/zero", "/proc/self/mem"])
def test_an_endless_device_is_refused(tmp_path, device):
    (tmp_path / "a.txt").symlink_to(device)
    assert reason(read_source, tmp_path, "a.txt").startswith("not a regular file")


# D6: one long line


def test_a_long_line_takes_linear_time():
    def work(count):
        clean(text_of(f"{TITLE}\n{BODY}\n" + "云溪区召开会议，部署工作，" * count))

    assert growth(work, 1_600, 16_000) < 30  # 10 where it is linear, 100 where it is quadratic


# D7: binary files


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("bomb.txt", b"0" * 100_000)
    return file.getvalue()


BINARY = [
    (gzip.compress(SIMPLIFIED.encode()), "gzip"), (archive(), "zip"), (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG image"), (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "Office"),
    (b"\xff\xfe\x00\x00" + "云".encode("utf-32-le"), "UTF-32"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), BINARY, ids=[kind for _, kind in BINARY])
def test_binary_files_are_not_text(data, kind):
    assert reason(decode, source(data)) == f"not text: a {kind} file"


# D8: hostile HTML

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = [
    f"<html><body>{'<div>' * 100_000}<p>{BODY}</p></body></html>",
    f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "boom">{ENTITIES}]><html><body><p>&a9;{BODY}</p></body></html>',
    f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;{BODY}</p></body></html>',
    f"<html><body>{'<p>' * 50_000}{BODY}",
    f"<html><body><p>{BODY}</p>{'<a href=x>' * 50_000}",
    f"<html><body><table>{'<tr><td>' * 20_000}{BODY}",
    "<html><body>" + "<b><i>" * 20_000 + BODY,
    f"<html><body><p>{BODY}</p><script>while(1);</script>{'<!--' * 30_000}",
]


@pytest.mark.parametrize("page", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_end_in_text_or_a_skip(page):
    start = time.monotonic()
    try:
        text = extract(page, deadline=20.0).text
    except SkipDocument as skip:
        assert skip.what.startswith("HTML that")
        return
    finally:
        assert time.monotonic() - start < 25
    assert len(text) < 2_000_000
    assert "root:" not in text
    assert "boom" not in text


def test_a_page_that_takes_too_long_is_skipped_and_the_next_is_read():
    page = f"<html><body><p>{BODY}</p></body></html>"
    assert "more than 0 seconds" in reason(lambda: extract(page, deadline=0.0))
    assert BODY in extract(page).text


NO_ARTICLE = [
    "<html><body></body></html>",
    "<html><body><div></div><script>var a = 1;</script><p></p></body></html>",
    "<html><body><ul>"
    + "".join(f"<li><a href='{n}'>云溪区新闻标题之{n}</a></li>" for n in range(30))
    + "</ul></body></html>",
]


@pytest.mark.parametrize("page", NO_ARTICLE, ids=["empty", "script", "list page"])
def test_a_page_without_an_article_has_a_reason(page):
    assert reason(lambda: clean(text_of(page, "html")))


def test_a_video_page_with_one_sentence_and_a_stub_give_that_sentence():
    page = f"<html><head><title>{TITLE}_云溪网</title></head><body><div id='main'><p>{BODY}</p></div></body></html>"
    article = clean(text_of(page, "html"))
    assert (article.title.zh, [paragraph.zh for paragraph in article.paragraphs]) == (TITLE, [BODY])


def test_a_table_of_figures_is_kept_as_lines():
    rows = ["地区 产值（亿元） 增速", "云溪区 410.5 8.1%", "澜江区 388.2 7.4%", "石桥县 120.9 6.6%"]
    article = clean(text_of("\n".join([TITLE, "", BODY, *rows])))
    kept = {paragraph.zh: paragraph.kind for paragraph in article.paragraphs}
    assert [kept.get(row) for row in rows] == ["text"] * 4


def test_pages_are_read_from_several_threads():
    pages = [f"<html><body><p>{BODY}第{n}次。</p></body></html>" for n in range(8)]
    found: dict[int, str] = {}

    def work(at: int) -> None:
        found[at] = extract(pages[at]).text

    threads = [threading.Thread(target=work, args=(at,)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"第{at}次" in found[at] for at in range(8))
