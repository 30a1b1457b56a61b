"""``python -m models.training prepare|train|average|export|evaluate|compare --config …``: a training by stages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.training.config import Config, load_config, training_home
from models.training.say import say

BUILTIN = Path(__file__).resolve().parents[1] / "builtin"


def main(arguments: list[str] | None = None) -> int:
    """Run one stage; every stage goes on where it stopped."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("stage", choices=("prepare", "train", "average", "export", "evaluate", "compare"))
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change the configuration")
    parser.add_argument("--seconds", type=float, help="train: stop after so many seconds, to go on later")
    parser.add_argument("--last", type=int, default=4, help="average, export: how many checkpoints to average")
    parser.add_argument("--folder", type=Path, default=BUILTIN, help="export, evaluate: the model folder")
    parser.add_argument("--revision", default="preview-1")
    parser.add_argument("--final", action="store_true", help="export: the model has met its floor")
    chosen = parser.parse_args(arguments)
    config = load_config(chosen.config, chosen.set)
    if chosen.stage == "prepare":
        _prepare(config)
    elif chosen.stage == "train":
        _train(config, chosen.seconds)
    elif chosen.stage == "evaluate":
        _evaluate(chosen.folder)
    elif chosen.stage == "compare":
        _compare(config, chosen)
    else:
        _export(config, chosen)
    return 0


def _prepare(config: Config) -> None:
    from models.training.pack import pack
    from models.training.prepare import clean, count

    data = training_home() / "data"
    clean(data / "clean")
    count(config, data)
    pack(config, data)


def _train(config: Config, seconds: float | None) -> None:
    from models.training.peers import together
    from models.training.train import train_config

    config.home.mkdir(parents=True, exist_ok=True)
    meeting = config.home / "meeting"
    meeting.unlink(missing_ok=True)
    together(config.schedule.processes, str(meeting), train_config, config, seconds)


def _export(config: Config, chosen: argparse.Namespace) -> None:
    from safetensors.torch import load_file, save_file

    from models.training.average import average
    from models.training.export import export

    path = config.home / "averaged.safetensors"
    if chosen.stage == "average" or not path.exists():
        save_file(average(config.home / "checkpoints", chosen.last), path)
        say(f"averaged: {path}")
    if chosen.stage == "export":
        export(config, load_file(path), chosen.folder, chosen.revision, not chosen.final)
        say(f"exported: {chosen.folder}")


def _evaluate(folder: Path) -> None:
    from models.training.card import write_card
    from models.training.evaluate import evaluate, write_scores

    write_scores(evaluate(folder), folder)
    write_card(folder)


def _compare(config: Config, chosen: argparse.Namespace) -> None:
    from models.training.compare import compare, record

    record(compare(config, load_config(chosen.config), chosen.set))


if __name__ == "__main__":
    sys.exit(main())
