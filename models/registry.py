"""Models by name or by path, and the engine for each. Loads no library until an engine is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from models.engine import Engine, ModelSpec
from models.errors import ModelProblem, UnknownModel
from models.layout import OPTIONS_FILE, Layout, Options, parse_options, read_json, read_toml
from models.paths import BUILTIN, models_folder

if TYPE_CHECKING:
    from models.verify import Verified

REGISTRY = Path(__file__).with_name("registry.toml")
EngineName = Literal["auto", "ct2", "torch"]


@dataclass(frozen=True, slots=True)
class ModelRef:
    """A model that can be opened: in the repository, pulled from the hub, or in a local folder."""

    name: str
    folder: Path | None = None
    hub: str | None = None
    licence: str = ""
    about: str = ""
    roles: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)

    @property
    def lock(self) -> Path:
        """Where a pull writes what it got."""
        return models_folder() / f"{(self.hub or self.name).replace('/', '--')}.json"

    @property
    def place(self) -> Path | None:
        """The folder it lies in, or None where it has not been pulled."""
        if self.folder is not None or not self.lock.is_file():
            return self.folder
        return Path(str(read_json(self.lock).get("folder", "")))


@dataclass(frozen=True, slots=True)
class Profile:
    """A summariser and a translator."""

    name: str
    summariser: ModelRef
    translator: ModelRef


@cache
def _registry() -> dict[str, Any]:
    return read_toml(REGISTRY)


def known_models() -> tuple[ModelRef, ...]:
    """Every model of the registry, in its order."""
    return tuple(_reference(name, entry) for name, entry in _registry()["models"].items())


def _reference(name: str, entry: Mapping[str, Any]) -> ModelRef:
    return ModelRef(
        name=name,
        folder=BUILTIN if entry.get("folder") == "builtin" else None,
        hub=entry.get("hub"),
        licence=entry["licence"],
        about=entry["about"],
        roles=tuple(entry["roles"]),
        files=tuple(entry.get("files", ())),
        options=parse_options(entry.get("options", {}), Options(name=name), str(REGISTRY)),
    )


def profile_names() -> tuple[str, ...]:
    """The profiles of the registry."""
    return tuple(_registry()["profiles"])


def load_profile(
    name: str = "builtin", *, summariser: str | Path | None = None, translator: str | Path | None = None
) -> Profile:
    """A profile by name, with either model replaced by a local folder or by another model's name.

    Raises UnknownModel, naming what there is.
    """
    profiles = _registry()["profiles"]
    if name not in profiles:
        raise UnknownModel(f"unknown profile {name!r}", todo=f"there are {', '.join(profiles)}")
    roles = {"summariser": summariser, "translator": translator}
    chosen = {role: find_model(str(other or profiles[name][role]), role) for role, other in roles.items()}
    return Profile(name, **chosen)


def find_model(name: str, role: str | None = None) -> ModelRef:
    """A model by name, else by path; ``role`` decides the tasks of a local folder that does not state its own."""
    found = next((model for model in known_models() if name == model.name), None)
    if found is not None:
        if role and role not in found.roles:
            raise UnknownModel(f"{name} is no {role}", todo=f"it is a {' and '.join(found.roles)}")
        return found
    if not Path(name).expanduser().is_dir():
        names = ", ".join(model.name for model in known_models())
        raise UnknownModel(f"no model {name!r}", todo=f"there are {names}, or name a local folder")
    tasks = {"summariser": ("summarise", "title"), "translator": ("translate",)}.get(role or "", ())
    folder = Path(name).expanduser().resolve()
    return ModelRef(folder.name, folder, roles=(role,) if role else (), options=Options(tasks=tasks))


def open_engine(
    model: ModelRef, device: str = "cpu", threads: int | None = None, engine: EngineName = "auto"
) -> Engine:
    """Verify and load a model: by CTranslate2 on a CPU where it can, by torch otherwise. Never downloads.

    Raises ModelProblem where the model is missing, damaged, refused or of the wrong kind.
    """
    verified = _verified(model)
    if engine == "ct2" or (engine == "auto" and device == "cpu"):
        from models.ct2 import CTranslate2Engine

        return CTranslate2Engine(verified, threads)
    from models.torch import TorchEngine

    return TorchEngine(verified, device, threads)


def spec_of(model: ModelRef, device: str = "cpu") -> ModelSpec:
    """What the engine that ``open_engine`` would choose says of itself, without loading the weights.

    Raises ModelProblem as ``open_engine`` does.
    """
    from models.convert import QUANTISATION
    from models.seq2seq import spec_of as spec

    return spec(_verified(model), f"ct2-{QUANTISATION}" if device == "cpu" else "torch")


def _verified(model: ModelRef) -> Verified:
    from models.verify import verify

    verified = verify(located(model), model.options, expected_files(model))
    for role in model.roles:
        _check_role(role, verified.layout)
    return verified


def _check_role(role: str, layout: Layout) -> None:
    """A translator in a summariser's place would write English of no use: say so before it does."""
    wanted = {"summariser": "summarise", "translator": "translate"}[role]
    if wanted not in layout.options.tasks:
        told = f"no {role}: its tasks are {', '.join(layout.options.tasks)}"
        raise ModelProblem(told, file=str(layout.folder), todo=f"choose a {role}")
    if role == "summariser" and layout.family in ("marian", "m2m_100") and not (layout.folder / OPTIONS_FILE).is_file():
        todo = 'if this one summarises, say so: tasks = ["summarise"] in its zhbrief.toml'
        raise ModelProblem(f"no summariser: {layout.family} models translate", file=str(layout.folder), todo=todo)


def located(model: ModelRef) -> Path:
    """The folder it lies in; a ModelProblem that says how to bring it here where there is none."""
    place = model.place
    if place is None:
        raise ModelProblem(f"{model.name} is not on this machine", todo=f"zhbrief models pull {model.name}")
    return place


def expected_files(model: ModelRef) -> Mapping[str, Any] | None:
    """The sizes and hashes recorded at the pull; None where the folder keeps its own record, if any."""
    from models.verify import read_lock

    if model.folder == BUILTIN:
        if not (BUILTIN / "files.json").is_file():
            raise ModelProblem("missing", file=str(BUILTIN / "files.json"), todo="restore it from the repository")
        return None
    return read_lock(model.lock) if model.hub else None


def describe(model: ModelRef) -> dict[str, Any]:
    """What `models list` says of a model: is it here, how large is it, under which licence, at which revision."""
    place = model.place
    here = place is not None and (place / "config.json").is_file()
    lock = read_json(model.lock) if model.hub and model.lock.is_file() else {}
    size = sum(path.stat().st_size for path in place.iterdir() if path.is_file()) if here and place else None
    return {
        "name": model.name, "about": model.about, "roles": list(model.roles), "licence": model.licence,
        "hub": model.hub, "here": here, "bytes": size, "folder": str(place) if here else None,
        "revision": lock.get("revision"),
    }  # fmt: skip
