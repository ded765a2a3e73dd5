"""A hub on this computer: what `huggingface_hub` asks of the real one, and faults on request.

Small files come from the hub itself with git's checksum. Large ones are redirected to another host
name, as the real hub does, with their sha256 and size told in the headers of the redirection.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"
_LARGE = 100_000
_PIECE = 64 << 10


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    start: int
    """The first byte asked for."""

    headers: dict[str, str]


@dataclass
class Hub:
    """What is served and what goes wrong; change it between requests."""

    files: dict[str, bytes]
    """`owner/name/path` -> content."""

    url: str = ""
    log: list[Asked] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    """Bytes after which the next answers with a large file break off, one entry each."""

    flips: dict[str, int] = field(default_factory=dict)
    """Path -> how many of the next answers with it have a byte changed."""

    errors: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    """Path -> status and headers to answer with instead."""

    ignores_ranges: bool = False
    commit: str = COMMIT
    stall_at: int | None = None
    """Bytes after which answers with a large file stand still until `go_on` is set."""

    go_on: threading.Event = field(default_factory=threading.Event)
    stalled: threading.Event = field(default_factory=threading.Event)

    def sent(self, path: str) -> list[int]:
        """First bytes of the requests for the content of a large file."""
        return [each.start for each in self.log if each.path == f"/cdn/{path}"]


@contextmanager
def running(files: dict[str, bytes]) -> Iterator[Hub]:
    hub = Hub(files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    server.daemon_threads = False
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hub
    finally:
        hub.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """The hub's own log is enough."""

    def _answer(self) -> None:
        path = unquote(self.path)
        asked = self.headers.get("Range", "bytes=0-")
        start = int(asked.removeprefix("bytes=").partition("-")[0])
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.hub.log.append(Asked(self.command, path, start, headers))
        if path.startswith("/cdn/"):
            self._send_large(path.removeprefix("/cdn/"), start)
            return
        repository, _, rest = path.strip("/").partition("/resolve/")
        self._resolve(f"{repository}/{rest.partition('/')[2]}")

    def _resolve(self, name: str) -> None:
        content = self.hub.files.get(name)
        if name in self.hub.errors or content is None:
            status, headers = self.hub.errors.get(name, (404, {"X-Error-Code": "EntryNotFound"}))
            self._head(status, {**headers, "Content-Length": "0"})
        elif len(content) < _LARGE:
            tag = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            self._head(200, self._told(tag, len(content)) | {"Content-Length": str(len(content))})
            if self.command == "GET":
                self.wfile.write(content)
        else:
            told = self._told("0" * 32, len(content))
            told["X-Linked-Etag"] = f'"{hashlib.sha256(content).hexdigest()}"'
            told["X-Linked-Size"] = str(len(content))
            told["Location"] = f"{self.hub.url.replace('127.0.0.1', 'localhost')}/cdn/{name}"
            self._head(302, {**told, "Content-Length": "0"})

    def _told(self, tag: str, size: int) -> dict[str, str]:
        return {"X-Repo-Commit": self.hub.commit, "ETag": f'"{tag}"'}

    def _send_large(self, name: str, start: int) -> None:
        content = self.hub.files[name]
        if self.hub.flips.get(name, 0) > 0:
            self.hub.flips[name] -= 1
            content = content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]
        if start and self.hub.ignores_ranges:
            start = 0
        rest = content[start:]
        headers = {"Content-Length": str(len(rest))}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._head(206 if start else 200, headers)
        cut = self.hub.cuts.pop(0) if self.hub.cuts else len(rest)
        for at in range(0, cut, _PIECE):
            if self.hub.stall_at is not None and at + start >= self.hub.stall_at:
                self.hub.stalled.set()
                self.hub.go_on.wait()
            try:
                self.wfile.write(rest[at : min(at + _PIECE, cut)])
            except OSError:  # whoever asked has left
                break
        self.close_connection = True

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
