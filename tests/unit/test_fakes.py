"""The fake engine keeps the contract that real ones keep."""

import pytest

from models.engine import Decoding, Engine, ModelInputError
from tests.fakes import FakeEngine


def test_it_is_an_engine_and_deterministic():
    engine, again = FakeEngine(), FakeEngine()
    assert isinstance(engine, Engine)
    texts = ["青川区今年一季度工业总产值达到N3。", "N12，Li Weishu 出席了 Yunhe Zone 的会议，增长51.7%。", ""]
    for task in ("translate", "summarise", "title"):
        decoding = Decoding(task, num_hypotheses=2)
        assert engine.generate(texts, decoding) == again.generate(texts, decoding)
    assert len(engine.calls) == 3


def test_copies_stay_and_no_han_is_left():
    english = (
        FakeEngine().generate(["N12，Li Weishu 出席了 Yunhe Zone 的会议，增长51.7%。"], Decoding("translate"))[0].text
    )
    for part in ("N12", "Li Weishu", "Yunhe Zone", "51.7%"):
        assert part in english
    assert not any("\u3400" <= mark <= "\u9fff" for mark in english)


def test_replies_and_the_window():
    engine = FakeEngine(replies={"缓缓走来": "slowly slowly slowly"})
    assert engine.generate(["缓缓走来"], Decoding("translate"))[0].text == "slowly slowly slowly"
    with pytest.raises(ModelInputError, match="window"):
        engine.generate(["长" * 600], Decoding("translate"))
