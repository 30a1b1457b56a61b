"""The desk's pages over HTTP: loopback only, read only, reloading when a run publishes.

The files on disk ask nothing of anybody. What is served gets one small script more, named by its hash in the page's
own policy, that listens on this server for a change of the very file it shows.
"""

from __future__ import annotations

import base64
import hashlib
import time
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".json": "application/json",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/atom+xml",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
EVENTS = "/~changes"
RELOAD = (
    f'new EventSource("{EVENTS}?of=" + encodeURIComponent(location.pathname))'
    '.addEventListener("change", () => location.reload());'
)
_HASH = "sha256-" + base64.b64encode(hashlib.sha256(RELOAD.encode()).digest()).decode()
_POLL, _PING = 0.5, 15.0  # seconds between looks at a file, and between signs of life


class Site(ThreadingHTTPServer):
    """A server for one outputs folder on 127.0.0.1."""

    daemon_threads = True  # a reader with an open page must not keep us from stopping
    allow_reuse_address = True

    def __init__(self, outputs: Path, port: int) -> None:
        self.outputs = outputs.resolve()
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def url(self) -> str:
        """The address of the front page."""
        return f"http://127.0.0.1:{self.server_port}/"

    def find(self, path: str) -> Path | None:
        """The file of an address: one of ours, inside the folder, with nothing hidden or linked on the way."""
        parts = [part for part in unquote(path).split("/") if part]
        if any(part.startswith((".", "~")) or "\\" in part or "\0" in part for part in parts):
            return None
        file = self.outputs.joinpath(*parts) if parts else self.outputs / "index.html"
        if file.suffix not in TYPES or len(parts) > 2:
            return None
        try:
            return file if file.is_file() and file.resolve() == file else None
        except OSError:  # a name too long for this disk
            return None


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of our files, and the stream of changes; nothing else."""

    server: Site
    server_version, sys_version = "zhbrief", ""
    protocol_version = "HTTP/1.1"
    timeout = 60  # a connection that says nothing for so long is closed
    ours: ClassVar[set[str]] = {"127.0.0.1", "localhost"}

    def do_GET(self) -> None:
        """Answer a request."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer a request without a body."""
        self._answer()

    def __getattr__(self, name: str) -> Any:
        """Any other method is refused in one way."""
        if name.startswith("do_"):
            return self._refuse_method
        raise AttributeError(name)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class names it so)
        """Say nothing: the terminal belongs to the reader."""

    def _answer(self) -> None:
        address = urlsplit(self.path)
        if not self._host_is_ours():
            self._plain(HTTPStatus.MISDIRECTED_REQUEST, "this server answers to 127.0.0.1 and localhost only")
        elif address.path == EVENTS:
            self._changes(parse_qs(address.query).get("of", ["/"])[0])
        elif file := self.server.find(address.path):
            self._file(file)
        else:
            self._plain(HTTPStatus.NOT_FOUND, "no such page")

    def _host_is_ours(self) -> bool:
        """A page of another site that points its own name at us (DNS rebinding) gets nothing."""
        host, _, port = self.headers.get("Host", "").partition(":")
        return host in self.ours and port in ("", str(self.server.server_port))

    def _refuse_method(self) -> None:
        self.close_connection = True  # whatever body it has is not read
        self._plain(HTTPStatus.METHOD_NOT_ALLOWED, "these pages are read only", Allow="GET, HEAD")

    def _file(self, file: Path) -> None:
        try:
            data, changed = file.read_bytes(), file.stat().st_mtime
        except OSError:
            self._plain(HTTPStatus.NOT_FOUND, "no such page")
            return
        tag = f'"{hashlib.sha256(data).hexdigest()[:24]}"'
        if file.suffix == ".html":
            data = with_reload(data)
        if tag in self.headers.get("If-None-Match", ""):
            self._head(HTTPStatus.NOT_MODIFIED, {"ETag": tag})
            return
        self._head(
            HTTPStatus.OK,
            {
                "Content-Type": TYPES[file.suffix],
                "Content-Length": str(len(data)),
                "ETag": tag,
                "Last-Modified": formatdate(changed, usegmt=True),
            },
        )
        self._body(data)

    def _changes(self, path: str) -> None:
        """A stream of events: one whenever the file behind ``path`` is another than before."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Connection": "close"})
        if self.command == "HEAD":
            return
        seen, pinged = self._state(path), 0.0
        try:
            while True:
                now = self._state(path)
                if now and now != seen:
                    self._body(b"event: change\ndata: 1\n\n")
                    seen = now
                elif time.monotonic() - pinged > _PING:
                    self._body(b": here\n\n")
                    pinged = time.monotonic()
                time.sleep(_POLL)
        except (BrokenPipeError, ConnectionResetError):
            return

    def _state(self, path: str) -> tuple[int, int] | None:
        file = self.server.find(path)
        try:
            status = file.stat() if file else None
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_ino) if status else None

    def _plain(self, status: HTTPStatus, message: str, **headers: str) -> None:
        data = f"{message}\n".encode()
        self._head(status, {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data)), **headers})
        self._body(data)

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, data: bytes) -> None:
        if self.command != "HEAD":
            self.wfile.write(data)
            self.wfile.flush()


def with_reload(html: bytes) -> bytes:
    """The page with the reloading script, admitted by the page's own policy; a page that isn't ours stays as it is."""
    policy, end = b"content=\"default-src 'none'; ", b"</body>"
    if html.count(policy) != 1 or not html.rstrip().endswith(b"</html>"):
        return html
    html = html.replace(policy, policy + b"connect-src 'self'; ", 1)
    html = html.replace(b"script-src '", f"script-src '{_HASH}' '".encode(), 1)
    head, _, tail = html.rpartition(end)
    return head + b"<script>" + RELOAD.encode() + b"</script>\n" + end + tail
