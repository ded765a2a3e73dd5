from __future__ import annotations

import pytest

from moebius_core.progress import Cancelled, CancelToken, Progress


def test_spans_fill_their_part_of_the_bar() -> None:
    heard: list[tuple[float, str]] = []
    whole = Progress(lambda fraction, text: heard.append((fraction, text)))
    second_half = whole.span(0.5, 1.0)
    second_half.span(0.0, 0.5).report(1.0, "inner")
    second_half.report(7.0)
    second_half.report(-1.0)
    assert heard == [(0.75, "inner"), (1.0, ""), (0.5, "")]


def test_a_set_token_stops_the_next_report_of_every_span() -> None:
    token = CancelToken()
    heard: list[float] = []
    progress = Progress(lambda fraction, _text: heard.append(fraction), token)
    progress.report(0.1)
    token.cancel()
    with pytest.raises(Cancelled):
        progress.span(0.2, 0.4).report(0.5)
    assert heard == [0.1]


def test_cancelling_calls_what_is_registered_while_it_is() -> None:
    token, called = CancelToken(), list[str]()

    with token.calling(lambda: called.append("before")):
        assert called == []
    with token.calling(lambda: called.append("inside")):
        token.cancel()
    token.cancel()

    assert called == ["inside"]
    with pytest.raises(Cancelled), token.calling(lambda: called.append("late")):
        called.append("ran")
    assert called == ["inside"]
