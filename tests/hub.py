"""A server on loopback that speaks as much of the hub's API as a pull needs, and fails in the ways that hubs fail."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Repository:
    """Files by revision, and the faults to play: each fault is used up by one request."""

    files: dict[str, bytes]
    commit: str = COMMIT
    pulls: dict[str, dict[str, bytes]] = field(default_factory=dict)
    discussions: list[dict[str, object]] = field(default_factory=list)
    cut: dict[str, list[int]] = field(default_factory=dict)  # send so many bytes, then drop the connection
    lie: dict[str, bytes] = field(default_factory=dict)  # other bytes than were announced
    gone: set[str] = field(default_factory=set)
    slow: float = 0.0  # seconds between pieces
    status: int = 0  # answer everything with it
    code: str = ""  # answer everything with this error code of the hub's
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # file, Range header
    announced: dict[str, int] = field(default_factory=dict)  # sizes to announce in place of the true ones

    def listing(self, revision: str) -> dict[str, object]:
        """What the hub says of a repository at a revision."""
        files = self.pulls.get(revision, self.files)
        siblings = [self._sibling(name, data) for name, data in files.items()]
        sha = self.commit if revision not in self.pulls else hashlib.sha1(revision.encode()).hexdigest()
        return {"_id": "1", "id": "someone/model", "modelId": "someone/model", "sha": sha, "siblings": siblings,
                "private": False, "tags": [], "downloads": 0, "likes": 0}  # fmt: skip

    def _sibling(self, name: str, data: bytes) -> dict[str, object]:
        size = self.announced.get(name, len(data))
        entry: dict[str, object] = {"rfilename": name, "size": size}
        if name.endswith((".safetensors", ".spm", ".bin")):
            sha256 = hashlib.sha256(data).hexdigest()
            return entry | {"blobId": "x", "lfs": {"sha256": sha256, "size": size, "pointerSize": 100}}
        return entry | {"blobId": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()}

    def content(self, revision: str, name: str) -> bytes | None:
        """The bytes of a file at a branch, a pull request or the commit of either."""
        for pull, files in self.pulls.items():
            if revision in (pull, hashlib.sha1(pull.encode()).hexdigest()):
                return files.get(name)
        return self.files.get(name)


class Handler(BaseHTTPRequestHandler):
    """Answers for one repository."""

    repository: Repository
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).strip("/")
        if self.repository.status or self.repository.code:
            self._send(self.repository.status or 403, b"{}", {"X-Error-Code": self.repository.code})
        elif path.startswith("api/models/someone/model/discussions"):
            self._json(
                {"discussions": self.repository.discussions, "count": len(self.repository.discussions), "start": 0}
            )
        elif path.startswith("api/models/someone/model"):
            revision = path.partition("/revision/")[2] or "main"
            self._json(self.repository.listing(revision))
        elif path.startswith("someone/model/resolve/"):
            revision, _, name = path.removeprefix("someone/model/resolve/").rpartition("/")
            self._file(revision, name)
        else:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"})

    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _file(self, revision: str, name: str) -> None:
        asked = self.headers.get("Range")
        self.repository.asked.append((name, asked))
        data = self.repository.content(revision, name)
        if data is None or name in self.repository.gone:
            self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        data = self.repository.lie.get(name, data)
        start = int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0
        headers = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if asked else {}
        self._send(206 if asked else 200, data[start:], headers, self.repository.cut.get(name))

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, cuts: list[int] | None = None
    ) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        end = cuts.pop(0) if cuts else len(body)
        step = max(1, len(body) // 8) if self.repository.slow else len(body) or 1
        for at in range(0, end, step):
            threading.Event().wait(self.repository.slow)
            try:
                self.wfile.write(body[at : min(at + step, end)])
            except OSError:
                break
        self.close_connection = end < len(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def serve(repository: Repository) -> Iterator[str]:
    """Serve ``someone/model`` on a free port; gives the endpoint."""
    handler = type("Bound", (Handler,), {"repository": repository})

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
