"""One frozen Settings from flags, ZHBRIEF_* environment variables and [tool.zhbrief] in ./pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SettingsConfigDict,
)

from flows.steps.errors import UsageError


class Settings(BaseSettings):
    """What a run is told: flags win over the environment, that over pyproject.toml, that over these defaults."""

    model_config = SettingsConfigDict(
        env_prefix="ZHBRIEF_",
        pyproject_toml_table_header=("tool", "zhbrief"),
        frozen=True,
        extra="forbid",
        env_ignore_empty=True,
    )

    inbox: Path = Path("seeds")
    outputs: Path = Path("outputs")
    profile: str = "builtin"
    summariser: str | None = None
    translator: str | None = None
    glossary: Path | None = None
    length: Literal["short", "medium", "long"] = "medium"
    beam_size: Annotated[int, Field(ge=1, le=16)] = 4
    device: str = "cpu"
    threads: Annotated[int, Field(ge=1)] | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    runner: Literal["local", "dask"] = "local"
    address: str | None = None
    workers: Annotated[int, Field(ge=1)] = 2
    fail_on: Literal["failed", "review"] = "failed"
    deadline: Annotated[float, Field(gt=0)] = 300.0
    home: Path = Path("~/.local/share/zhbrief")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings calls by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the table of ./pyproject.toml."""
        return init_settings, env_settings, PyprojectTomlConfigSettingsSource(settings_cls)

    @property
    def prefect_home(self) -> Path:
        """Where our own Prefect keeps its database: never in outputs/."""
        return self.home.expanduser() / "prefect"


def load_settings(**flags: Any) -> Settings:
    """The settings; a flag that is None was not given.

    Raises UsageError that names every problem at once.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        problems = [_problem(item["loc"], item["msg"], item["input"]) for item in error.errors()]
        raise UsageError("; ".join(problems), todo="flags, ZHBRIEF_* variables and [tool.zhbrief] set these") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"is no TOML: {error}", file="pyproject.toml") from None


def _problem(where: tuple[int | str, ...], message: str, value: object) -> str:
    name = ".".join(map(str, where)).replace("_", "-")
    return f"{name}: {message[0].lower()}{message[1:]}, not {value!r}"
