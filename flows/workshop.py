"""Build what briefs are made with, at the edge: engines from a profile or folders, and the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, get_args

from flows.steps.errors import ModelError, UsageError
from flows.steps.glossary import Glossary, load_glossary, protected
from models.engine import Engine, Length
from models.errors import ModelProblem, UnknownModel

if TYPE_CHECKING:
    from flows.steps.compose import Workshop
    from flows.steps.signature import BriefOptions, Deciders

Role = Literal["summariser", "translator"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which models and glossary to use: a profile's name, or local folders that replace its models."""

    profile: str = "builtin"
    summariser: str | None = None
    translator: str | None = None
    glossary: str | None = None
    device: str = "cpu"
    threads: int | None = None


def open_glossary(path: str | None) -> Glossary:
    """Our glossary, with a desk's own on top where a path is given."""
    return load_glossary([Path(path)] if path else [])


@contextmanager
def model_errors() -> Iterator[None]:
    """Give what ``models`` raises, which knows nothing of flows, its place in our error tree."""
    try:
        yield
    except UnknownModel as error:
        raise UsageError(error.what, file=error.file, todo=error.todo) from None
    except ModelProblem as error:
        raise ModelError(error.what, file=error.file, todo=error.todo) from error


@model_errors()
def open_engine_for(role: Role, choice: Choice) -> Engine:
    """The loaded model for one role.

    Raises ModelError where it is missing, damaged or refused.
    """
    from models.registry import load_profile, open_engine

    profile = load_profile(choice.profile, summariser=choice.summariser, translator=choice.translator)
    return open_engine(getattr(profile, role), device=choice.device, threads=choice.threads)


@model_errors()
def open_workshop(choice: Choice, options: BriefOptions) -> Workshop:
    """Both engines, loaded once where they are the same model, with the glossary and the options."""
    from flows.memory import settle_memory
    from flows.steps.compose import Workshop
    from models.registry import load_profile, open_engine

    settle_memory()
    profile = load_profile(choice.profile, summariser=choice.summariser, translator=choice.translator)
    glossary = open_glossary(choice.glossary)
    translator = open_engine(profile.translator, device=choice.device, threads=choice.threads)
    same = profile.summariser == profile.translator
    summariser = translator if same else open_engine(profile.summariser, device=choice.device, threads=choice.threads)
    return Workshop(summariser, translator, glossary, options)


@model_errors()
def open_deciders(choice: Choice, options: BriefOptions) -> Deciders:
    """What decides the briefs, from verified files alone: no model is loaded.

    Raises ModelError where a model is missing, damaged or refused.
    """
    from flows.steps.signature import Deciders
    from models.registry import load_profile, spec_of

    profile = load_profile(choice.profile, summariser=choice.summariser, translator=choice.translator)
    glossary = open_glossary(choice.glossary)
    specs = spec_of(profile.summariser, choice.device), spec_of(profile.translator, choice.device)
    return Deciders(*specs, glossary.hash, options, " ".join(protected(glossary)))


def once(opening: Callable[[], Workshop]) -> Callable[[], Workshop]:
    """The same workshop for every window of a run, opened by whoever asks first; the others wait for it."""
    opened: list[Workshop] = []
    lock = Lock()

    def workshop() -> Workshop:
        with lock:
            if not opened:
                opened.append(opening())
            return opened[0]

    return workshop


def checked_length(length: str) -> Length:
    """The length as a Length.

    Raises UsageError naming what there is.
    """
    for known in get_args(Length):
        if length == known:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"unknown length {length!r}", todo=f"choose one of {', '.join(get_args(Length))}")
