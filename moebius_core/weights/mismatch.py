"""Whether weights fit a network, told in a sentence. No torch."""

from __future__ import annotations

from moebius_core.errors import BadInputError
from moebius_core.weights.layout import Shapes

_NAMED = 3
"""Keys of a kind that are named; the rest is counted."""


def check_shapes(expected: Shapes, given: Shapes, whose: str) -> None:
    """Raise BadInputError unless both have the same keys and shapes.

    Args:
        expected: What the network has.
        given: What the weights hold.
        whose: The network, for the sentence.
    """
    missing = [key for key in expected if key not in given]
    unexpected = [key for key in given if key not in expected]
    misshapen = [
        f"{key} is {given[key]}, not {shape}"
        for key, shape in expected.items()
        if key in given and tuple(given[key]) != tuple(shape)
    ]
    found = [
        _told(missing, "missing"),
        _told(unexpected, "unexpected"),
        _told(misshapen, "of another shape"),
    ]
    if any(found):
        raise BadInputError(
            f"These weights do not fit {whose}: {'; '.join(part for part in found if part)}.",
            "Choose the file that belongs to this network, or download it again.",
        )


def _told(keys: list[str], what: str) -> str:
    if not keys:
        return ""
    rest = len(keys) - _NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return f"{len(keys)} {what} ({', '.join(keys[:_NAMED])}{more})"
