"""`models pull` against a server on loopback that speaks the hub's API, and fails as hubs do."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.engine import Decoding
from models.errors import ModelProblem
from models.fetch import Bar
from models.hub import pull
from models.layout import Options
from models.registry import ModelRef, open_engine
from tests import tiny
from tests.hub import COMMIT, Repository, serve

WEIGHTS = "model.safetensors"
FILES = ("config.json", "source.spm", "target.spm", "vocab.json")
MODEL = ModelRef(
    "small", hub="someone/model", licence="CC0", roles=("translator",), files=FILES,
    options=Options(name="small", tasks=("translate",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tiny.marian(tmp_path_factory.mktemp("hub") / "small", slots=False)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def repository(files: dict[str, bytes]) -> Repository:
    return Repository(dict(files))


@pytest.fixture
def hub(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server, and a hub client that talks to it alone."""
    from huggingface_hub import constants

    with serve(repository) as endpoint:
        for name, value in {"ENDPOINT": endpoint, "HF_HUB_OFFLINE": False, "HF_HUB_DOWNLOAD_TIMEOUT": 1}.items():
            monkeypatch.setattr(constants, name, value)
        monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1_000)  # 10 MB: what a cut loses at most
        template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hf/hub"))
        monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda _: None)
        monkeypatch.setenv("ZHBRIEF_CACHE", str(tmp_path / "cache"))
        monkeypatch.delenv("ZHBRIEF_MODELS", raising=False)
        yield endpoint


def left(tmp_path: Path) -> list[str]:
    """What lies in the models folder, but for what is being pulled."""
    home = tmp_path / "cache/models"
    return sorted(path.name for path in home.iterdir() if path.name != ".pulling") if home.is_dir() else []


def test_a_pull_brings_it_here_and_a_second_one_asks_for_nothing(
    hub: str, repository: Repository, files: dict[str, bytes], tmp_path: Path
) -> None:
    with pytest.raises(ModelProblem, match=r"small is not on this machine .zhbrief models pull small"):
        open_engine(MODEL)
    verified = pull(MODEL)
    assert verified.layout.folder == MODEL.place == tmp_path / "cache/models/someone--model" / COMMIT
    found = {path.name: path.read_bytes() for path in MODEL.place.iterdir()}
    assert found == {name: files[name] for name in (*FILES, WEIGHTS)}
    lock = json.loads(MODEL.lock.read_text())
    assert (lock["revision"], lock["licence"], set(lock["files"])) == (COMMIT, "CC0", {*FILES, WEIGHTS})
    assert [name for name, _ in repository.asked].count(WEIGHTS) == 1
    repository.asked.clear()
    assert pull(MODEL).fingerprint == verified.fingerprint
    assert repository.asked == []
    engine = open_engine(MODEL, threads=1)
    assert engine.spec.fingerprint.startswith(verified.fingerprint)
    assert engine.generate(["会议"], Decoding("translate", beam_size=1))[0].hypotheses


def test_a_cut_is_resumed_within_a_pull(hub: str, repository: Repository, files: dict[str, bytes]) -> None:
    repository.cut[WEIGHTS] = [10_000, 5_000, 0]
    pull(MODEL)
    asked = [wanted for name, wanted in repository.asked if name == WEIGHTS]
    assert asked == [None, "bytes=10000-", "bytes=15000-", "bytes=15000-"]
    assert (MODEL.place / WEIGHTS).read_bytes() == files[WEIGHTS]  # type: ignore[operator]


def test_a_killed_pull_is_resumed_by_the_next(
    hub: str, repository: Repository, files: dict[str, bytes], tmp_path: Path
) -> None:
    repository.cut[WEIGHTS] = [10_000, *[0] * 20]
    with pytest.raises(ModelProblem, match="it goes on where it stopped") as caught:
        pull(MODEL)
    assert caught.value.exit_code == 3
    assert left(tmp_path) == []
    repository.cut.clear()
    repository.asked.clear()
    pull(MODEL)
    assert repository.asked == [(WEIGHTS, "bytes=10000-")]
    assert (MODEL.place / WEIGHTS).read_bytes() == files[WEIGHTS]  # type: ignore[operator]


def test_a_partial_file_of_other_bytes_is_found_out(hub: str, repository: Repository, tmp_path: Path) -> None:
    room = tmp_path / "cache/models/.pulling" / f"someone--model-{COMMIT}"
    room.mkdir(parents=True)
    (room / f"{WEIGHTS}.part").write_bytes(b"x" * 5_000)
    with pytest.raises(ModelProblem, match=f"{WEIGHTS}: .* bytes with SHA-256 .*, expected"):
        pull(MODEL)
    assert not (room / f"{WEIGHTS}.part").exists()
    assert pull(MODEL).fingerprint


@pytest.mark.parametrize("name", [WEIGHTS, "vocab.json"])
def test_a_wrong_hash(name: str, hub: str, repository: Repository, files: dict[str, bytes], tmp_path: Path) -> None:
    repository.lie[name] = files[name][:-1] + b"!"
    with pytest.raises(ModelProblem, match=rf"someone/model/{name}: .* bytes with SHA-256 .*…, expected") as caught:
        pull(MODEL)
    assert caught.value.exit_code == 3
    assert left(tmp_path) == []
    repository.lie.clear()
    assert pull(MODEL).fingerprint


def _constant(name: str, value: object) -> Callable[[Repository], None]:
    def fail(repository: Repository) -> None:
        from huggingface_hub import constants

        setattr(constants, name, value)  # the fixture puts it back

    return fail


def _only_pickles(repository: Repository) -> None:
    repository.files["pytorch_model.bin"] = pickle.dumps(1)
    del repository.files[WEIGHTS]


FAILURES: dict[str, tuple[Callable[[Repository], object], str]] = {
    "truncated": (
        lambda r: r.lie.update({WEIGHTS: r.files[WEIGHTS][:20_000]}),
        "download failed: Consistency check failed: file should be of size",
    ),
    "no such repository": (lambda r: setattr(r, "code", "RepoNotFound"), r"someone/model: not found at http://127"),
    "gated": (lambda r: setattr(r, "code", "GatedRepo"), "gated: its owner wants to know who you are"),
    "a file that is gone": (lambda r: r.gone.add(WEIGHTS), "the hub no longer has it"),
    "no config": (lambda r: r.files.pop("config.json"), r"no config\.json"),
    "broken server": (lambda r: setattr(r, "status", 500), r"the hub answers .*500"),
    "only pickles": (_only_pickles, "no safetensors of it, only pickles"),
    "offline by wish": (_constant("HF_HUB_OFFLINE", True), "HF_HUB_OFFLINE is set"),
    "no network": (_constant("ENDPOINT", "http://127.0.0.1:9"), r"no connection to http://127.*check the network"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_one_line_and_leaves_nothing(case: str, hub: str, repository: Repository, tmp_path: Path) -> None:
    fail, message = FAILURES[case]
    fail(repository)
    with pytest.raises(ModelProblem, match=message) as caught:
        pull(MODEL)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    assert left(tmp_path) == []


def test_a_slow_server_is_waited_for(hub: str, repository: Repository) -> None:
    repository.slow = 0.03
    assert pull(MODEL).fingerprint


def test_a_silent_server_is_not_waited_for_ever(
    hub: str, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 0.1)
    repository.files = {name: repository.files[name] for name in (*FILES, WEIGHTS)}
    repository.slow = 0.4
    started = time.monotonic()
    with pytest.raises(ModelProblem, match="timed out"):
        pull(MODEL)
    assert time.monotonic() - started < 30


def _talk(number: int, author: str, title: str) -> dict[str, object]:
    return {
        "num": number, "title": title, "author": {"name": author}, "status": "open", "isPullRequest": True,
        "createdAt": "2026-01-01T00:00:00.000Z", "repo": {"name": "someone/model", "type": "model"},
    }  # fmt: skip


def test_the_hubs_own_conversion_is_taken_and_no_one_elses(
    hub: str, repository: Repository, files: dict[str, bytes]
) -> None:
    title = "Adding `safetensors` variant of this model"
    repository.pulls = {"refs/pr/2": {**files, WEIGHTS: b"evil"}, "refs/pr/5": dict(files)}
    repository.discussions = [_talk(2, "mallory", title), _talk(5, "SFconvertbot", title)]
    del repository.files[WEIGHTS]
    assert pull(MODEL).fingerprint
    assert (MODEL.place / WEIGHTS).read_bytes() == files[WEIGHTS]  # type: ignore[operator]


def test_the_revision_stays_until_an_update_is_asked_for(
    hub: str, repository: Repository, files: dict[str, bytes]
) -> None:
    first = pull(MODEL)
    newer = bytearray(files[WEIGHTS])
    newer[-1] ^= 1
    repository.files[WEIGHTS], repository.commit = bytes(newer), "f" * 40
    assert pull(MODEL).fingerprint == first.fingerprint
    second = pull(MODEL, update=True)
    assert second.fingerprint != first.fingerprint
    assert json.loads(MODEL.lock.read_text())["revision"] == "f" * 40
    assert first.layout.folder.is_dir()


def test_what_was_pulled_and_is_damaged_is_found_and_mended(
    hub: str, repository: Repository, files: dict[str, bytes]
) -> None:
    good = pull(MODEL)
    path = good.layout.folder / WEIGHTS
    path.write_bytes(files[WEIGHTS][:-1] + b"!")
    with pytest.raises(ModelProblem, match=f"{WEIGHTS}: SHA-256"):
        open_engine(MODEL)
    repository.asked.clear()
    assert pull(MODEL).fingerprint == good.fingerprint
    assert repository.asked == [(WEIGHTS, None)]


def test_shards_and_an_index_that_leads_elsewhere(hub: str, repository: Repository, tmp_path: Path) -> None:
    from safetensors.numpy import load, save

    tensors = load(repository.files.pop(WEIGHTS))
    names = sorted(tensors)
    parts = {"model-00001-of-00002.safetensors": names[:5], "model-00002-of-00002.safetensors": names[5:]}
    for part, some in parts.items():
        repository.files[part] = save({name: tensors[name] for name in some}, {"format": "pt"})
    weight_map = {name: part for part, some in parts.items() for name in some}
    index = "model.safetensors.index.json"
    repository.files[index] = json.dumps({"weight_map": {"a": "../../x.safetensors"}}).encode()
    with pytest.raises(ModelProblem, match=r"refused: it names '../../x.safetensors'"):
        pull(MODEL)
    repository.files[index] = json.dumps({"metadata": {}, "weight_map": weight_map}).encode()
    shutil.rmtree(tmp_path / "cache/models/.pulling")
    verified = pull(MODEL)
    assert verified.weights == tuple(parts)
    assert open_engine(MODEL, threads=1).generate(["会议"], Decoding("translate", beam_size=1))[0].hypotheses


def test_what_another_program_pulled_is_taken_from_the_hubs_cache(
    hub: str, repository: Repository, files: dict[str, bytes], tmp_path: Path
) -> None:
    snapshot = tmp_path / "hf/hub/models--someone--model/snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (snapshot / WEIGHTS).write_bytes(files[WEIGHTS])
    pull(MODEL)
    assert WEIGHTS not in {name for name, _ in repository.asked}


def test_the_bar_counts_every_byte(hub: str, repository: Repository, files: dict[str, bytes]) -> None:
    seen: dict[str, int] = {}

    @contextmanager
    def bars(name: str, total: int, done: int) -> Iterator[Bar]:
        class Count:
            def update(self, size: int) -> None:
                seen[name] += size

        seen[name] = done
        assert total == len(files[name])
        yield Count()

    repository.cut[WEIGHTS] = [10_000]
    pull(MODEL, bars)
    assert seen == {name: len(files[name]) for name in (*FILES, WEIGHTS)}


def test_the_command_reads_the_hubs_environment(tmp_path: Path) -> None:
    with serve(Repository({})) as endpoint:
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("HF_", "ZHBRIEF_"))},
            "HF_ENDPOINT": endpoint, "HF_HOME": str(tmp_path / "hf"), "ZHBRIEF_CACHE": str(tmp_path / "cache"),
        }  # fmt: skip
        found = subprocess.run(
            [sys.executable, "-c", "from flows.cli import main; main()", "models", "pull", "opus"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (3, "", 1), found.stderr
    assert f"not found at {endpoint}" in found.stderr
