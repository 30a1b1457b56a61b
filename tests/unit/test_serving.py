"""`zhbrief site`: loopback only, read only, the right headers, nothing outside the pages."""

import http.client
import re
import socket
import threading
import time

import pytest

from flows.cli import run
from flows.site import Site, with_reload
from flows.steps.render.page import brief_html
from flows.steps.render.site import write_site
from tests.builders import a_brief
from tests.unit.test_site import publish

FOUND = {
    "/": "text/html; charset=utf-8",
    "/index.html": "text/html; charset=utf-8",
    "/lanchuan-robots/brief.html": "text/html; charset=utf-8",
    "/lanchuan-robots/brief.html?q=1": "text/html; charset=utf-8",
    "/lanchuan-robots/brief.md": "text/markdown; charset=utf-8",
    "/lanchuan-robots/brief.json": "application/json",
    "/search.js": "text/javascript; charset=utf-8",
    "/feed.xml": "application/atom+xml",
    "/%E4%B8%AD/brief.html": "text/html; charset=utf-8",
}
REFUSED = [
    "/briefs.db", "/.cache/settled.jsonl", "/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html",
    "/lanchuan-robots", "/lanchuan-robots/", "/lanchuan-robots/../../secret.html", "/link/brief.html", "/a/b/c.html",
    "//etc/passwd", "/~changes/x.html", "/nothing.html", "/%00.html", "/\\..\\secret.html", "/" + "a" * 5000 + ".html",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("site")
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    (tmp_path / "secret.html").write_text("secret")
    publish(outputs, a_brief(), a_brief("中"))
    write_site(outputs, ["lanchuan-robots"])
    (outputs / "link").symlink_to(outputs / "lanchuan-robots")
    (outputs / ".cache").mkdir()
    (outputs / ".cache" / "settled.jsonl").write_text("x")
    with Site(outputs, 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(site, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", site.server_port, timeout=5)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


@pytest.mark.parametrize(("path", "kind"), FOUND.items())
def test_pages_are_found_with_their_headers(site, path, kind):
    answer, data = ask(site, path)
    assert answer.status == 200
    assert answer.getheader("Content-Type") == kind
    assert int(answer.getheader("Content-Length")) == len(data)
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("Cache-Control") == "no-cache"
    assert "Python" not in (answer.getheader("Server") or "")


@pytest.mark.parametrize("path", REFUSED)
def test_nothing_else_is(site, path):
    answer, data = ask(site, path.replace("\\", "%5c"))
    assert answer.status == 404
    assert b"secret" not in data


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_read_only(site, method):
    answer, _ = ask(site, "/index.html", method)
    assert answer.status == 405
    assert answer.getheader("Allow") == "GET, HEAD"


def test_head_has_no_body_and_an_unchanged_page_is_not_sent_again(site):
    answer, data = ask(site, "/", "HEAD")
    assert (answer.status, data) == (200, b"")
    again, data = ask(site, "/", **{"If-None-Match": answer.getheader("ETag")})
    assert (again.status, data) == (304, b"")


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1:1", "", "127.0.0.1.example.org"])
def test_other_hosts_get_nothing(site, host):
    assert ask(site, "/", Host=host)[0].status == 421


def test_it_listens_on_loopback_only(site):
    assert site.server_address[0] == "127.0.0.1"
    assert ask(site, "/", Host=f"localhost:{site.server_port}")[0].status == 200


def test_a_served_page_reloads_when_its_file_changes(site):
    with socket.create_connection(("127.0.0.1", site.server_port), timeout=5) as line:
        line.sendall(f"GET /~changes?of=%2F HTTP/1.1\r\nHost: 127.0.0.1:{site.server_port}\r\n\r\n".encode())
        stream = line.makefile("rb")
        assert stream.readline().startswith(b"HTTP/1.1 200")
        while stream.readline() != b": here\n":
            pass
        time.sleep(0.05)
        index = site.outputs / "index.html"
        index.write_bytes(index.read_bytes() + b"\n")
        seen = [stream.readline() for _ in range(3)]
    assert b"event: change\n" in seen


def test_only_our_own_pages_get_the_script():
    page = brief_html(a_brief()).encode()
    served = with_reload(page).decode()
    assert served.count("<script>") == page.decode().count("<script>") + 1
    assert re.search(r"default-src 'none'; connect-src 'self'; .*script-src 'sha256-\S+' 'sha256-", served)
    assert with_reload(b"<html>theirs</html>") == b"<html>theirs</html>"


def test_a_port_in_use_is_a_plain_error(site, capsys):
    assert run(["site", "--port", str(site.server_port), "--outputs", str(site.outputs)]) == 2
    assert "--port" in capsys.readouterr().err


def test_no_outputs(tmp_path, capsys):
    assert run(["site", "--outputs", str(tmp_path / "none")]) == 2
