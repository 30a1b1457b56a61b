"""Names that the glossary protects from our conversion table."""

from pathlib import Path

from flows.steps.compose import prepare
from flows.steps.glossary import load_glossary, protected
from flows.steps.types import Source

TEXT = "嵐川晶片公司昨日在嵐川高新區投産，首批晶片下線，新增就業崗位三百個，區裏的企業都派人來參觀學習。\n"


def prepared(glossary):
    return prepare(Source("a.txt", TEXT.encode(), "0" * 64), "a", glossary).article


def test_our_own_glossary_protects_nothing_from_the_table() -> None:
    assert protected(load_glossary()) == ()


def test_a_desks_name_keeps_its_wording_and_the_rest_is_converted(tmp_path: Path) -> None:
    desk = tmp_path / "desk.tsv"
    desk.write_text("zh\ten\tkind\tmode\tcontext\n岚川晶片公司\tLanchuan Wafer\torganisation\thard\t\n", "utf-8")
    glossary = load_glossary([desk])
    assert protected(glossary) == ("岚川晶片公司",)
    text = "".join(p.zh for p in prepared(glossary).paragraphs)
    assert "岚川晶片公司" in text
    assert "首批芯片" in text
    assert "岚川芯片公司" in "".join(p.zh for p in prepared(load_glossary()).paragraphs)
