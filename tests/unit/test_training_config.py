"""A training's configuration: changes from the command line, and no slip that passes for a choice."""

from pathlib import Path

import pytest

from models.training.config import load_config, training_home

FOLDER = Path(__file__).parents[2] / "models" / "training" / "configs"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_configuration_loads_and_masks_figures_and_names(path: Path) -> None:
    config = load_config(path)
    assert config.name == path.stem
    assert config.data.figures
    assert config.data.names
    assert config.schedule.optimiser == "muon"


def test_a_change_names_its_table_its_key_and_its_value() -> None:
    changes = ["name=other", "data.figures=false", "schedule.adam_rate=1e-3", "schedule.optimiser=adamw"]
    config = load_config(FOLDER / "ablation.toml", [*changes, "data.rows.news=7", "network.dropout=0"])
    assert (config.name, config.data.figures, config.schedule.optimiser) == ("other", False, "adamw")
    assert (config.schedule.adam_rate, config.data.rows["news"], config.network.dropout) == (0.001, 7, 0)


@pytest.mark.parametrize(
    "change",
    ["data.figures=False", "data.figures=0", "data.figure=false", "schedule.steps=1.5", "steps=4", "name", "=1"],
)
def test_a_slip_in_a_change_is_an_error(change: str) -> None:
    with pytest.raises(ValueError, match=r"unknown keys|must be of type|key=value"):
        load_config(FOLDER / "ablation.toml", [change])


def test_a_variant_may_use_the_tokeniser_and_shards_of_another_training() -> None:
    config = load_config(FOLDER / "ablation.toml", ["name=other", "packed=ablation"])
    assert (config.home, config.pack) == (training_home() / "other", training_home() / "ablation")
    assert load_config(FOLDER / "ablation.toml", ["name=other"]).pack == training_home() / "other"
