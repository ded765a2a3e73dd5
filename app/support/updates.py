"""Whether a newer version is published. Nothing is asked unless the person does, or told but that.

Where versions are published stands in one place, the project's own description: the repository
among the URLs of `pyproject.toml`, which an installed program carries as its metadata. A project
that names none has no feed, and says so.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import os
import re
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from app.i18n import translate
from moebius_core.errors import MoebiusError

if TYPE_CHECKING:
    import ssl

FEED_VARIABLE = "MOEBIUS_RELEASES"
"""Environment variable: the address of another feed, in the form of GitHub's "latest release"."""

_LABELS = ("repository", "source", "homepage")
_REPOSITORY = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?/?")
_FEED = "https://api.github.com/repos/{owner}/{name}/releases/latest"
"""https://docs.github.com/rest/releases/releases#get-the-latest-release"""

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)(.*)")
_HEADERS = {"User-Agent": "Moebius", "Accept": "application/json"}
_SCHEMES = ("https", "http")
_TIMEOUT_S = 10.0
_MOST_BYTES = 1_000_000


class UpdateError(MoebiusError):
    """It could not be found out; the sentence says why."""


class Release(NamedTuple):
    """A published version."""

    version: str
    """Without the "v" of a tag."""
    page: str
    """Where a person reads about it and downloads it: an https address."""


def release_feed(environ: Mapping[str, str] = os.environ) -> str:
    """The address to ask; "" where nobody has said any."""
    return environ.get(FEED_VARIABLE) or feed_of(_project_urls())


def feed_of(urls: Mapping[str, str]) -> str:
    """The feed of the repository among a project's URLs (label in lower case -> address)."""
    for label in _LABELS:
        found = _REPOSITORY.fullmatch(urls.get(label, ""))
        if found:
            return _FEED.format(owner=found[1], name=found[2])
    return ""


def newest_release(feed: str) -> Release:
    """Ask the feed.

    Raises:
        UpdateError: no connection, no answer, or none that can be understood.
    """
    import http.client
    import urllib.error
    import urllib.request

    host = urlsplit(feed).hostname or feed
    try:
        request = urllib.request.Request(_of_the_web(feed), headers=_HEADERS)
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S, context=_trusted()) as answer:
            return _release_of(answer.read(_MOST_BYTES), host)
    except urllib.error.HTTPError as error:
        error.close()
        raise _refused(error.code, host) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(reason, TimeoutError):
            raise UpdateError(
                translate("Updates", "{host} did not answer in time.").format(host=host),
                translate("Updates", "Try again later."),
            ) from error
        raise UpdateError(
            translate("Updates", "{host} cannot be reached.").format(host=host),
            translate("Updates", "Is this computer online?"),
        ) from error


def is_newer(version: str, than: str) -> bool:
    """Whether `version` comes after `than`; a pre-release comes before its release."""
    return _key(version) > _key(than)


def _project_urls() -> Mapping[str, str]:
    try:
        lines = importlib.metadata.metadata("moebius").get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    pairs = (line.partition(", ") for line in lines)
    return {label.casefold(): address for label, _, address in pairs}


def _of_the_web(address: str) -> str:
    """Raises ValueError for addresses of files and the like, which the library would open too."""
    if urlsplit(address).scheme not in _SCHEMES:
        raise ValueError(address)
    return address


def _trusted() -> ssl.SSLContext:
    """The system's certificates, and the bundled ones where a system keeps them elsewhere."""
    import ssl

    context = ssl.create_default_context()
    with contextlib.suppress(ImportError, OSError):
        context.load_verify_locations(import_module("certifi").where())
    return context


def _refused(status: int, host: str) -> UpdateError:
    if status == 404:
        return UpdateError(
            translate("Updates", "No version is published at {host}.").format(host=host)
        )
    return UpdateError(
        translate("Updates", "{host} refuses to answer (code {code}).").format(
            host=host, code=status
        ),
        translate("Updates", "Try again later."),
    )


def _release_of(content: bytes, host: str) -> Release:
    try:
        found = json.loads(content)
        tag, page = str(found["tag_name"]), str(found["html_url"])
    except (ValueError, KeyError, TypeError) as error:
        raise _not_understood(host) from error
    if not _VERSION.fullmatch(tag) or urlsplit(page).scheme != "https":
        raise _not_understood(host)
    return Release(tag.removeprefix("v"), page)


def _not_understood(host: str) -> UpdateError:
    return UpdateError(
        translate("Updates", "The answer of {host} cannot be understood.").format(host=host)
    )


def _key(version: str) -> tuple[tuple[int, ...], bool, str]:
    found = _VERSION.fullmatch(version)
    if found is None:
        return (), False, version
    numbers = [int(number) for number in found[1].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()  # 1.2 is 1.2.0
    return tuple(numbers), not found[2], found[2]
