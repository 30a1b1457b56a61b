"""Glossaries: ours holds together, a desk's own comes first, and all that is wrong is told at once."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from flows.steps.errors import GlossaryError
from flows.steps.glossary import Entry, load_glossary

HEAD = "zh\ten\tkind\tmode\tcontext\n"
# rows after the header (lines 2, 3, …), and every problem that must be told
WRONG = [
    ("zh\ten\tkind\n沛宁县\tPeining County\tplace\n", ["line 1: missing column mode, context"]),
    (HEAD + "沛宁县\t\tplace\thard\t\n", ["line 2: empty rendering"]),
    (HEAD + "沛宁县\tPeining 县\tplace\thard\t\n", ["line 2: Chinese in the rendering 'Peining 县'"]),
    (HEAD + "Peining\tPeining\tplace\thard\t\n", ["line 2: no Chinese in 'Peining'"]),
    (HEAD + "沛宁县\tPeining\ttown\tfirm\t\n", ["line 2: unknown kind 'town'", "line 2: unknown mode 'firm'"]),
    (
        HEAD + "沛宁县\tPeining County\tplace\thard\t\n\n沛宁县\tPeining\tplace\thard\t\n",
        ["line 4: duplicate of line 2 (沛宁县)"],
    ),
    (HEAD + "甲厂\t=乙厂\torganisation\thard\t\n乙厂\t=甲厂\torganisation\thard\t\n", ["cycle: 甲厂 = 乙厂 = 甲厂"]),
    (HEAD + "甲厂\t=丙厂\torganisation\thard\t\n", ["甲厂 is rendered as 丙厂, which has no entry"]),
    ("", ["line 1: no header"]),
    (HEAD + "沛宁县\t\tplace\thard\t\n岚川\tLan川\tplace\thard\t\n", ["line 2: empty", "line 3: Chinese in"]),
]


def _write(tmp_path: Path, text: str, name: str = "desk.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "problems"), WRONG, ids=[problems[0] for _, problems in WRONG])
def test_all_problems_at_once_with_their_lines(tmp_path: Path, text: str, problems: list[str]) -> None:
    with pytest.raises(GlossaryError) as caught:
        load_glossary([_write(tmp_path, text)])
    told = str(caught.value)
    assert all(problem in told for problem in problems), told
    assert caught.value.exit_code == 2


def test_two_bad_files_are_told_together(tmp_path: Path) -> None:
    paths = [_write(tmp_path, HEAD + "沛宁县\t\tplace\thard\t\n"), tmp_path / "none.tsv"]
    with pytest.raises(GlossaryError, match=r"desk\.tsv: line 2(.|\n)*none\.tsv: can't be read"):
        load_glossary(paths)


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "gb.tsv"
    path.write_bytes(HEAD.encode() + "沛宁县\tPeining County\tplace\thard\t\n".encode("gb18030"))
    with pytest.raises(GlossaryError, match="not UTF-8"):
        load_glossary([path])


def test_a_desk_overrides_ours_and_changes_the_hash(tmp_path: Path) -> None:
    ours = load_glossary()
    desk = load_glossary([_write(tmp_path, HEAD + "一汽\tFirst Auto Works\torganisation\thard\t\n")])
    assert {e.en for e in desk.entries if e.zh == "一汽"} == {"First Auto Works"}
    assert ours.hash != desk.hash and load_glossary().hash == ours.hash


def test_an_entry_may_refer_to_another(tmp_path: Path) -> None:
    desk = load_glossary([_write(tmp_path, HEAD + "一汽公司\t=中国一汽\torganisation\thard\t\n")])
    assert Entry("一汽公司", "China FAW", "organisation", True) in desk.entries


def test_traditional_entries_are_simplified(tmp_path: Path) -> None:
    desk = load_glossary([_write(tmp_path, HEAD + "嵐川紡織集團\tLanchuan Textile\torganisation\thard\t\n")])
    assert any(e.zh == "岚川纺织集团" for e in desk.entries)


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "desk.tsv"
    path.write_bytes(("\ufeff" + HEAD + "沛宁县\tPeining County\tplace\thard\t\n").replace("\n", "\r\n").encode())
    assert any(e.en == "Peining County" for e in load_glossary([path]).entries)


def test_ours_is_large_and_holds_every_kind() -> None:
    entries = load_glossary().entries
    kinds = Counter(entry.kind for entry in entries)
    assert len(entries) >= 650
    assert {"organisation", "place", "title", "term", "slogan", "brand", "project"} <= kinds.keys()
    assert not [entry for entry in entries if re.search(r"[\u3400-\u9fff]", entry.en) or entry.en != entry.en.strip()]


def test_ours_spells_as_americans_do() -> None:
    text = " ".join(entry.en for entry in load_glossary().entries)
    assert not re.findall(r"\b\w*(?:isation|colour|centre|programme|labour|defence)\w*\b", text, re.IGNORECASE)
