"""Failures of the network have a sentence each, under whatever library they are raised."""

from __future__ import annotations

import pytest

from moebius_core.weights.hub_failures import CutError, NoHubError, is_transient, told


def error_named(text: str, *names: str) -> Exception:
    """An exception whose class and its bases have these names, the most general one first."""
    kind: type[Exception] = Exception
    for name in names:
        kind = type(name, (kind,), {})
    return kind(text)


TRANSPORT = ("HTTPError", "TransportError")
NETWORK = (*TRANSPORT, "NetworkError")
TIMEOUT = (*TRANSPORT, "TimeoutException")

FAILURES = {
    "no name": (
        error_named("[Errno -2] Name or service not known", *NETWORK, "ConnectError"),
        "There is no connection to hub.example: [Errno -2] Name or service not known.",
        True,
    ),
    "a wrong certificate": (
        error_named("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed", *NETWORK, "ConnectError"),
        "There is no connection to hub.example: [SSL: CERTIFICATE_VERIFY_FAILED] self-signed.",
        True,
    ),
    "no answer": (
        error_named("", *TIMEOUT, "ConnectTimeout"),
        "hub.example does not answer.",
        True,
    ),
    "silence": (error_named("", *TIMEOUT, "ReadTimeout"), "hub.example stopped sending.", True),
    "reset": (
        error_named("Connection reset by peer.", *NETWORK, "ReadError"),
        "The connection to hub.example was cut: Connection reset by peer.",
        True,
    ),
    "ended": (CutError("it ended"), "The connection to hub.example was cut: it ended.", True),
    "a proxy": (
        error_named("407 Proxy Authentication Required", *TRANSPORT, "ProxyError"),
        "The proxy does not let the connection through: 407 Proxy Authentication Required.",
        False,
    ),
    "a proxy of another kind": (
        ImportError("Using SOCKS proxy, but the 'socksio' package is not installed."),
        "Something that this connection needs is not installed: "
        "Using SOCKS proxy, but the 'socksio' package is not installed.",
        False,
    ),
    "ftp": (
        error_named("unsupported", *TRANSPORT, "UnsupportedProtocol"),
        "The address of hub.example cannot be used: unsupported.",
        False,
    ),
    "a login page": (
        NoHubError(),
        "What answers at hub.example is not the Hugging Face hub.",
        False,
    ),
}


@pytest.mark.parametrize(("error", "sentence", "again"), FAILURES.values(), ids=FAILURES.keys())
def test_every_failure_has_a_sentence_and_a_way_out(
    error: Exception, sentence: str, again: bool
) -> None:
    failure = told(error, "owner/name", "x.bin", "hub.example")

    assert failure is not None
    assert failure.sentence == sentence
    assert "moebius weights import PATH" in failure.hint
    assert is_transient(error) is again


def test_what_is_no_failure_of_the_network_is_not_explained_away() -> None:
    assert told(ZeroDivisionError(), "owner/name", "x.bin", "hub.example") is None
    assert told(OSError(28, "No space left"), "owner/name", "x.bin", "hub.example") is None
    assert not is_transient(OSError(28, "No space left"))
