"""The Hugging Face hub: what it says of a file, and the file's bytes from any place on.

Through `huggingface_hub`, which brings mirrors (HF_ENDPOINT), the token, offline mode and proxies.
Its own download functions are not used: those of 2.4 begin anew after every interruption, and hear
of a cancellation after 10 MB at best. The same files come over plain HTTP, also those kept in Xet.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from moebius_core import __version__
from moebius_core.weights.hub_failures import NoHubError, told
from moebius_core.weights.pump import pump

Beat = Callable[[], None]
Emit = Callable[["Chunk"], None]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")


class Chunk(NamedTuple):
    """A piece of a file, and where in it it belongs."""

    offset: int
    data: bytes


@dataclass(frozen=True)
class RemoteFile:
    """A file as the hub describes it, at one commit."""

    repository: str
    path: str
    commit: str
    url: str
    size: int
    tag: str
    """What changes with the content: a checksum where `sha256` or `git_sha1` says so."""

    @property
    def sha256(self) -> str | None:
        """Stated for large files, which the hub stores apart from the repository."""
        return self.tag if _SHA256.fullmatch(self.tag) else None

    @property
    def git_sha1(self) -> str | None:
        """Stated for small files: git's checksum of its object."""
        return self.tag if _SHA1.fullmatch(self.tag) else None


def look_up(repository: str, revision: str, path: str, beat: Beat) -> RemoteFile:
    """Ask the hub about a file.

    Args:
        repository: `owner/name`.
        revision: A branch, tag or commit.
        path: In the repository.
        beat: Called every 50 ms while waiting; may raise.

    Raises:
        DownloadError: no connection, no such file, no access, offline mode: a sentence says which.
    """
    from huggingface_hub import get_hf_file_metadata

    url = _url(repository, path, revision)
    _hush_library()

    def ask(emit: Callable[[RemoteFile], None]) -> None:
        found = get_hf_file_metadata(url, headers=_own_headers())
        if not found.etag or not found.commit_hash or found.size is None:
            raise NoHubError
        pinned = _url(repository, path, found.commit_hash)
        emit(RemoteFile(repository, path, found.commit_hash, pinned, found.size, found.etag))

    try:
        with contextlib.closing(pump(ask, beat)) as answers:
            return next(answers)
    except Exception as error:
        failure = told(error, repository, path, host_of(url))
        if failure is None:
            raise
        raise failure from error


def read_from(file: RemoteFile, offset: int, beat: Beat) -> Generator[Chunk]:
    """The bytes of `file` from `offset` on; from 0 where the server cannot begin in the middle.

    Raises what the network raises: `hub_failures` tells what it means.
    """
    return pump(lambda emit: _stream(file.url, offset, emit), beat)


def host_of(url: str) -> str:
    return urlsplit(url).netloc or url


def _stream(url: str, offset: int, emit: Emit) -> None:
    from huggingface_hub import constants
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    # Whole bytes, since they are counted and compared.
    headers = build_hf_headers(headers={**_own_headers(), "Accept-Encoding": "identity"})
    if offset:
        headers["Range"] = f"bytes={offset}-"
    timeout: Any = constants.HF_HUB_DOWNLOAD_TIMEOUT
    with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
        hf_raise_for_status(response)
        at = offset if response.status_code == 206 else 0
        for data in response.iter_raw():
            emit(Chunk(at, data))
            at += len(data)


def _url(repository: str, path: str, revision: str) -> str:
    from huggingface_hub import hf_hub_url

    endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/")
    return hf_hub_url(repository, path, revision=revision, endpoint=endpoint or None)


def _hush_library() -> None:
    """Its warnings go to standard error by themselves; what they mean is told by `told`."""
    if "HF_HUB_VERBOSITY" not in os.environ:
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)


def _own_headers() -> dict[str, str]:
    """In the place of the library's own, which tell of Python, torch and the like."""
    return {"user-agent": f"moebius/{__version__}"}
