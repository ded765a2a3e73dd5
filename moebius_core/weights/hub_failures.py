"""What failures on the way to the hub mean, in a sentence and a hint.

The exceptions are told apart by name: `huggingface_hub` has changed the library that raises them
once, and neither is imported before a download.
"""

from __future__ import annotations

from dataclasses import dataclass

from moebius_core.weights.failures import DownloadError

_IMPORT = "or bring the files another way: moebius weights import PATH"
_NETWORK = f"Check the network (and HF_ENDPOINT, HTTPS_PROXY if you set them), {_IMPORT}"
_TOKEN = (
    "If you have access there, set HF_TOKEN to your token from huggingface.co/settings/tokens, "
    f"{_IMPORT}"
)
_LATER = f"Try again later; what has come so far is kept, {_IMPORT}"


class NoHubError(ValueError):
    """Something answered, but not as the hub does."""


@dataclass(frozen=True)
class _Telling:
    """`{host}`, `{repository}`, `{path}` and `{reason}` are filled in."""

    sentence: str
    hint: str


_BY_NAME = {
    "OfflineModeIsEnabled": _Telling(
        "Nothing is downloaded while HF_HUB_OFFLINE is set.", f"Unset it, {_IMPORT}"
    ),
    "GatedRepoError": _Telling(
        "{repository} is open only to those whom its owners gave access.",
        f"Ask for it on huggingface.co/{{repository}}. {_TOKEN}",
    ),
    "DisabledRepoError": _Telling("{repository} has been closed by {host}.", _LATER),
    "RepositoryNotFoundError": _Telling(
        "There is no repository {repository} at {host}, or it is not open to everybody.", _TOKEN
    ),
    "RevisionNotFoundError": _Telling(
        "{repository} no longer has the version that is asked for.", f"Update Moebius, {_IMPORT}"
    ),
    "EntryNotFoundError": _Telling(
        "{repository} no longer has the file {path}.", f"Update Moebius, {_IMPORT}"
    ),
    "NoHubError": _Telling(
        "What answers at {host} is not the Hugging Face hub.",
        f"A network's login page may be in between: open a browser. {_NETWORK}",
    ),
    "ProxyError": _Telling(
        "The proxy does not let the connection through: {reason}.",
        f"Check HTTPS_PROXY and HTTP_PROXY, {_IMPORT}",
    ),
    "UnsupportedProtocol": _Telling("The address of {host} cannot be used: {reason}.", _NETWORK),
    "InvalidURL": _Telling("The address of {host} cannot be used: {reason}.", _NETWORK),
    "ImportError": _Telling(
        "Something that this connection needs is not installed: {reason}.",
        f"For a SOCKS proxy: pip install socksio. Or else use another proxy, {_IMPORT}",
    ),
    "TooManyRedirects": _Telling("{host} leads in circles.", _NETWORK),
    "ConnectTimeout": _Telling("{host} does not answer.", _NETWORK),
    "ConnectError": _Telling("There is no connection to {host}: {reason}.", _NETWORK),
    "TimeoutException": _Telling("{host} stopped sending.", _LATER),
    "TransportError": _Telling("The connection to {host} was cut: {reason}.", _LATER),
}
"""Name of the exception's class, or of one it inherits from; the first that fits counts."""

_BY_STATUS = {
    401: _Telling("{host} wants to know who asks for {repository}.", _TOKEN),
    403: _Telling("{host} refuses access to {repository}.", _TOKEN),
    404: _Telling("{host} has no {path} in {repository}.", f"Update Moebius, {_IMPORT}"),
    407: _BY_NAME["ProxyError"],
    429: _Telling("{host} gets too many requests from here.", _LATER),
}
_BY_SERVER = _Telling("{host} has a problem of its own ({reason}).", _LATER)

_TRANSIENT = {"TransportError", "CutError"}
_LASTING = {"UnsupportedProtocol", "InvalidURL", "ProxyError"}
_TRANSIENT_STATUS = {408, 429, 500, 502, 503, 504}


class CutError(ConnectionError):
    """The answer ended before the file did."""


def told(error: Exception, repository: str, path: str, host: str) -> DownloadError | None:
    """What a failure of the network means; None for a failure of another kind."""
    telling = _telling(error)
    if telling is None:
        return None
    reason = str(error).strip().split("\n")[0].rstrip(".")
    status = _status(error)
    fields = {
        "host": host,
        "repository": repository,
        "path": path,
        "reason": f"status {status}" if status else reason or type(error).__name__,
    }
    return DownloadError(telling.sentence.format(**fields), telling.hint.format(**fields))


def is_transient(error: Exception) -> bool:
    """Whether trying again may help."""
    names = _names(error)
    status = _status(error)
    if status is not None:
        return status in _TRANSIENT_STATUS
    return bool(names & _TRANSIENT) and not names & _LASTING


def _telling(error: Exception) -> _Telling | None:
    names = _names(error)
    for name, telling in _BY_NAME.items():
        if name in names:
            return telling
    if "CutError" in names:
        return _BY_NAME["TransportError"]
    status = _status(error)
    if status is None:
        return None
    return _BY_STATUS.get(status, _BY_SERVER)


def _names(error: Exception) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _status(error: Exception) -> int | None:
    """Of the answer that an HTTP error carries."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None
