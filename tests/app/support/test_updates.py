"""Asking for a newer version: against a server of the test's own, and with nobody there."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.support import updates
from app.support.updates import (
    FEED_VARIABLE,
    Release,
    UpdateError,
    feed_of,
    is_newer,
    newest_release,
    release_feed,
)

PAGE = "https://example.org/releases/2"


@dataclass
class Feed:
    """What the server answers, and what it was told."""

    url: str = ""
    status: int = 200
    body: bytes = json.dumps({"tag_name": "v2.0", "html_url": PAGE, "body": "news"}).encode()
    is_slow: bool = False
    asked: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    done: threading.Event = field(default_factory=threading.Event)


@contextmanager
def feed_server() -> Generator[Feed]:
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append({"path": self.path, **dict(self.headers)})
            if feed.is_slow:
                feed.done.wait(20)
                return
            self.send_response(feed.status)
            self.send_header("Content-Length", str(len(feed.body)))
            self.end_headers()
            self.wfile.write(feed.body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    feed.url = f"http://127.0.0.1:{server.server_port}/latest"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield feed
    finally:
        feed.done.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with feed_server() as running:
        yield running


def test_the_newest_release_and_nothing_told_of_the_person(feed: Feed) -> None:
    assert newest_release(feed.url) == Release("2.0", PAGE)
    (asked,) = feed.asked
    told = {name.casefold(): value for name, value in asked.items()}
    assert told["user-agent"] == "Moebius"
    usual = {"path", "host", "user-agent", "accept", "accept-encoding", "connection"}
    assert set(told) == usual
    assert told["path"] == "/latest"


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, b"", "No version is published"),
        (403, b"", "refuses to answer (code 403)"),
        (500, b"", "refuses to answer (code 500)"),
        (200, b"<html>log in to the hotel's network</html>", "cannot be understood"),
        (200, b"[]", "cannot be understood"),
        (200, b'{"tag_name": "nightly", "html_url": "https://example.org"}', "be understood"),
        (200, b'{"tag_name": "v2", "html_url": "file:///bin/sh"}', "be understood"),
        (200, b"1" * 2_000_000, "be understood"),
    ],
)
def test_other_answers_are_told(feed: Feed, status: int, body: bytes, sentence: str) -> None:
    feed.status, feed.body = status, body
    with pytest.raises(UpdateError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        newest_release(feed.url)


def test_silence_is_told(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "_TIMEOUT_S", 0.1)
    feed.is_slow = True
    with pytest.raises(UpdateError, match=r"127\.0\.0\.1 did not answer in time"):
        newest_release(feed.url)


@pytest.mark.parametrize("where", ["", "https://", "ftp://127.0.0.1/x"])
def test_being_offline_is_told(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        url = where or f"http://127.0.0.1:{unheard.getsockname()[1]}/latest"
        with pytest.raises(UpdateError, match="cannot be reached") as raised:
            newest_release(url)
    assert raised.value.hint == "Is this computer online?"


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2", "0.1.0", True),
        ("0.10", "0.9", True),
        ("1.0", "1.0.0", False),
        ("0.1.0", "0.1.0", False),
        ("0.0.9", "0.1.0", False),
        ("1.0rc1", "1.0", False),
        ("1.0", "1.0rc1", True),
        ("1.0rc2", "1.0rc1", True),
        ("v1.1", "1.0", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


def test_the_feed_is_the_repositorys() -> None:
    feed = "https://api.github.com/repos/an-owner/a.name/releases/latest"
    assert feed_of({"repository": "https://github.com/an-owner/a.name"}) == feed
    assert feed_of({"homepage": "https://github.com/an-owner/a.name.git"}) == feed
    assert feed_of({"homepage": "https://example.org", "documentation": "x"}) == ""
    assert feed_of({}) == ""


def test_another_feed_can_be_named_and_the_project_may_have_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert release_feed({FEED_VARIABLE: "https://example.org/x"}) == "https://example.org/x"
    monkeypatch.setattr("importlib.metadata.metadata", _no_metadata)
    assert release_feed({}) == ""


def _no_metadata(name: str) -> object:
    from importlib.metadata import PackageNotFoundError

    raise PackageNotFoundError(name)
