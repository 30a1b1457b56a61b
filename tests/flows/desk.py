"""A desk to test with: an inbox of articles that we invented, fake engines, and runs without Prefect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows import workshop
from flows.report import Report
from flows.run import open_run
from flows.settings import Settings, load_settings
from flows.steps.signature import Deciders
from flows.telling import Teller
from flows.window import run_window
from models.engine import Decoding, Generation
from tests.fakes import FakeEngine, fake_spec

PLACES = "澜川 云岭 禾山 青浦湾 望桥 石桐 柳塘 金浦 河渡 万通".split()  # noqa: SIM905
TRADES = "机器人 新材料 冷链物流 轨道装备 生物育种 智能纺织".split()  # noqa: SIM905


def article(number: int, more: str = "") -> str:
    """A short article; every number gives another one."""
    place, trade = PLACES[number % len(PLACES)], TRADES[number % len(TRADES)]
    month, count = number % 12 + 1, number * 7 + 13
    return (
        f"{place}高新区{trade}产业园第{number}期开工\n"
        f"2026年{month}月5日 来源:{place}日报\n"
        f"  {month}月5日上午,{place}高新区{trade}产业园第{number}期项目正式开工建设,总投资{count}亿元。\n"
        f"  项目占地{count * 3}亩,建成后可年产{trade}设备{count * 11}台套,新增就业岗位{count * 5}个。{more}\n"
        f"  {place}高新区负责人表示,将为企业提供全程服务,力争明年{month}月建成投产。\n"
    )


class Engine(FakeEngine):
    """A fake that fails on texts with a given word and counts its calls."""

    bad = ""

    def generate(self, texts: Sequence[str], decoding: Decoding) -> list[Generation]:
        if self.bad and any(self.bad in text for text in texts):
            raise RuntimeError("the model choked")
        return super().generate(texts, decoding)


class DeskForTests:
    """An inbox, outputs and fake models, with a run that needs no server."""

    def __init__(self, folder: Path, monkeypatch) -> None:
        self.inbox, self.outputs = folder / "inbox", folder / "outputs"
        self.inbox.mkdir()
        self.model, self.glossary_hash, self.engine = "fake", "", Engine(fake_spec())
        monkeypatch.setattr(workshop, "open_workshop", self._workshop)
        monkeypatch.setattr(workshop, "open_deciders", self._deciders)
        monkeypatch.chdir(folder)

    def put(self, name: str, text: str) -> None:
        """Write one article."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def fill(self, count: int) -> None:
        """Write so many articles."""
        for number in range(count):
            self.put(f"{number:03}.txt", article(number))

    def settings(self, **more) -> Settings:
        """The settings of a run."""
        return load_settings(inbox=self.inbox, outputs=self.outputs, home=self.inbox.parent / "home", **more)

    def run(self, tell: Teller | None = None, **more) -> Report:
        """One run, its windows worked in this process."""
        with open_run(self.settings(**more), tell or Teller()) as run:
            for window in run.windows():
                run_window(window)
                run.close(window)
            return run.finish()

    def files(self, everything: bool = False) -> dict[str, bytes]:
        """Every file of every brief; ``everything``: the desk's pages and the catalogue too."""
        inside = (path for path in sorted(self.outputs.rglob("*")) if path.is_file())
        named = {path.relative_to(self.outputs).as_posix(): path for path in inside}
        return {name: path.read_bytes() for name, path in named.items() if _ours(name, everything)}

    def _workshop(self, choice, options):
        from flows.steps.compose import Workshop

        self.engine._spec = fake_spec(self.model)
        return Workshop(self.engine, self.engine, workshop.open_glossary(choice.glossary), options)

    def _deciders(self, choice, options):
        spec = fake_spec(self.model)
        return Deciders(spec, spec, workshop.open_glossary(choice.glossary).hash, options)


def _ours(name: str, everything: bool) -> bool:
    folder = name.partition("/")[0]
    return (
        folder not in (".cache", ".locks", "runs")
        if everything
        else "/" in name and folder[0].isalnum() and (folder not in ("runs", "names"))
    )
