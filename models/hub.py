"""`models pull`: the only place that connects to anything. Downloads, checks, publishes in one rename."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.errors import ModelProblem
from models.fetch import BarMaker, RemoteFile, fetch, no_bar
from models.layout import read_json
from models.paths import models_folder
from models.registry import ModelRef
from models.safe import INDEX, SINGLE
from models.verify import FileRecord, Verified, read_lock, verify

# The hub's own converter opens this pull request where a repository has but pickles; transformers takes it from there,
# too, and as transformers does we trust no other author's.
_CONVERTER, _CONVERTER_TITLE = "SFconvertbot", "Adding `safetensors` variant of this model"


def pull(model: ModelRef, bars: BarMaker = no_bar, update: bool = False) -> Verified:
    """Bring a model here, or re-check it. What was pulled once is pulled again at the same revision and hashes.

    ``update``: take what the hub has now instead. Raises ModelProblem: what happened, and what to do.
    """
    if model.hub is None:
        return verify(model.place or Path(model.name), model.options, again=True)
    before = {} if update or not model.lock.is_file() else read_json(model.lock)
    if before and (sound := _sound(model)):
        return sound
    with _hub_errors(model):
        files = _choose(model, before.get("revision"))
        room = _room(model, files[0].revision)
        for file in files:
            fetch(file, room, bars)
        if INDEX in {file.name for file in files}:
            for name in weight_files_of(room):
                fetch(_described(model, files[0].revision, name), room, bars)
    verified = verify(room, model.options, read_lock(model.lock) if before else {}, again=True)
    return _publish(model, room, files[0].revision, verified)


def _sound(model: ModelRef) -> Verified | None:
    """What is here already, where every byte of it is right."""
    try:
        return verify(model.place or Path(), model.options, read_lock(model.lock), again=True)
    except ModelProblem:
        return None


def _room(model: ModelRef, revision: str) -> Path:
    """Where files gather until all are right; a damaged folder goes back there, for what is still right in it."""
    room = models_folder() / ".pulling" / f"{str(model.hub).replace('/', '--')}-{revision}"
    damaged = _home(model) / revision
    if damaged.is_dir() and not room.exists():
        room.parent.mkdir(parents=True, exist_ok=True)
        damaged.rename(room)
    room.mkdir(parents=True, exist_ok=True)
    return room


def _home(model: ModelRef) -> Path:
    return models_folder() / str(model.hub).replace("/", "--")


def _choose(model: ModelRef, revision: str | None) -> list[RemoteFile]:
    """The files to download: those that the registry names, and weights in safetensors."""
    info = _info(model, revision)
    if revision is None and not _weights(info):
        info = _info(model, _converted_revision(model))
    there = {sibling.rfilename: sibling for sibling in info.siblings or []}
    weights = _weights(info)
    if not weights:
        todo = "choose another model, or convert it elsewhere and give its folder"
        raise ModelProblem("refused: the hub has no safetensors of it, only pickles", file=model.hub, todo=todo)
    names = [name for name in model.files if name in there] + weights
    if "config.json" not in names:
        raise ModelProblem("the hub has no config.json of it", file=model.hub)
    return [_remote(model, str(info.sha), there[name]) for name in names]


def _weights(info: Any) -> list[str]:
    names = {sibling.rfilename for sibling in info.siblings or []}
    return [SINGLE] if SINGLE in names else [INDEX] if INDEX in names else []


def _info(model: ModelRef, revision: str | None) -> Any:
    from huggingface_hub import HfApi

    return HfApi().model_info(str(model.hub), revision=revision, files_metadata=True)


def _converted_revision(model: ModelRef) -> str | None:
    from huggingface_hub import HfApi

    for talk in HfApi().get_repo_discussions(str(model.hub), author=_CONVERTER, discussion_type="pull_request"):
        if talk.title == _CONVERTER_TITLE and talk.author == _CONVERTER and talk.status in ("open", "draft", "merged"):
            return str(talk.git_reference)
    return None


def _remote(model: ModelRef, revision: str, sibling: Any) -> RemoteFile:
    if sibling.size is None:
        raise ModelProblem(f"the hub does not say how large {sibling.rfilename} is", file=model.hub)
    sha256 = sibling.lfs.sha256 if sibling.lfs else None
    return RemoteFile(str(model.hub), revision, sibling.rfilename, sibling.size, sha256, sibling.blob_id)


def _described(model: ModelRef, revision: str, name: str) -> RemoteFile:
    siblings = {sibling.rfilename: sibling for sibling in _info(model, revision).siblings or []}
    if name not in siblings:
        raise ModelProblem(f"its index names {name}, which the hub does not have", file=model.hub)
    return _remote(model, revision, siblings[name])


def weight_files_of(folder: Path) -> list[str]:
    """The shards that an index names, before they are here; names that lead elsewhere are refused."""
    named = read_json(folder / INDEX).get("weight_map") or {}
    shards = sorted({str(name) for name in named.values()})
    for name in shards:
        if Path(name).name != name or not name.endswith(".safetensors"):
            raise ModelProblem(f"refused: it names {name[:60]!r}", file=str(folder / INDEX))
    return shards


def _publish(model: ModelRef, room: Path, revision: str, verified: Verified) -> Verified:
    """Move the folder into place, then say so in the lock: readers see all of it or nothing."""
    folder = _home(model) / revision
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        room.rename(folder)
    files = {name: {"size": d.size, "sha256": d.sha256} for name, d in verified.digests.items()}
    lock = {"hub": model.hub, "revision": revision, "folder": str(folder), "licence": model.licence, "files": files}
    handle, name = tempfile.mkstemp(dir=models_folder(), prefix=".lock-")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(lock, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).replace(model.lock)
    expected = {name: FileRecord(d.size, d.sha256) for name, d in verified.digests.items()}
    return verify(folder, replace(model.options), expected)


@contextlib.contextmanager
def _hub_errors(model: ModelRef) -> Iterator[None]:
    """Every way in which a hub fails, as one line that says what to do."""
    import httpx2
    from huggingface_hub import constants, errors
    from huggingface_hub.utils import logging

    logging.set_verbosity_error()

    again = "run the command again: it goes on where it stopped"
    try:
        yield
    except errors.OfflineModeIsEnabled:
        raise ModelProblem("HF_HUB_OFFLINE is set", file=model.hub, todo="unset it to pull") from None
    except errors.GatedRepoError:
        raise ModelProblem("gated: its owner wants to know who you are", file=model.hub, todo="hf auth login") from None
    except errors.RepositoryNotFoundError:
        raise ModelProblem(f"not found at {constants.ENDPOINT}", file=model.hub, todo="is HF_ENDPOINT right?") from None
    except (errors.RevisionNotFoundError, errors.EntryNotFoundError) as error:
        todo = "take what is there now: zhbrief models pull --update " + model.name
        raise ModelProblem(f"the hub no longer has it: {_short(error)}", file=model.hub, todo=todo) from None
    except errors.HfHubHTTPError as error:
        raise ModelProblem(f"the hub answers {_short(error)}", file=model.hub, todo=again) from None
    except httpx2.TimeoutException:
        raise ModelProblem(f"no answer from {constants.ENDPOINT}: timed out", file=model.hub, todo=again) from None
    except httpx2.HTTPError as error:
        what = f"no connection to {constants.ENDPOINT}: {_short(error)}"
        raise ModelProblem(what, file=model.hub, todo=f"check the network, then {again}") from None
    except OSError as error:
        raise ModelProblem(f"download failed: {_short(error)}", file=model.hub, todo=again) from None


def _short(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__)[:120]
