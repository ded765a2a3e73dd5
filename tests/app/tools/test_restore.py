"""The restore brush brings the very bytes back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.document.document import Document
from app.document.history import Layer
from app.tools.restore import RestoreBrush, blended
from tests.app.tools.gestures import context_of, document_of, drag_events, stroke
from tests.core.cases import noise_photo

RESTORE = RestoreBrush()


def edited(*, deep: bool) -> tuple[Document, np.ndarray]:
    """A noisy photo and the noise that a removal left in its place."""
    document = document_of(pixels=noise_photo(600, 300, 1, deep=deep))
    changed = noise_photo(600, 300, 2, deep=deep)
    with document.edit("Remove") as edit:
        edit.write(Layer.IMAGE, document.size.rect, changed)
    return document, changed


@pytest.mark.parametrize("deep", [False, True])
def test_the_original_comes_back_exactly_and_only_under_the_brush(deep: bool) -> None:
    document, changed = edited(deep=deep)
    original = document.photo.pixels.copy()
    stroke(RESTORE, context_of(document, size=60.0, hardness=0.5), [(100, 150), (500, 150)])
    image = document.image.to_array()
    np.testing.assert_array_equal(image[138:162, 100:500], original[138:162, 100:500])
    np.testing.assert_array_equal(image[:119], changed[:119])
    np.testing.assert_array_equal(image[181:], changed[181:])
    np.testing.assert_array_equal(document.photo.pixels, original)
    assert not document.mask_array().any()
    assert document.is_modified
    document.undo()
    np.testing.assert_array_equal(document.image.to_array(), changed)


@pytest.mark.parametrize("deep", [False, True])
def test_passing_over_again_in_one_stroke_adds_nothing(deep: bool) -> None:
    results: list[np.ndarray] = []
    for places in ([(100, 150), (500, 150)], [(100, 150), (500, 150), (100, 150), (500, 150)]):
        document, _ = edited(deep=deep)
        stroke(RESTORE, context_of(document, size=80.0, hardness=0.0), places)
        results.append(document.image.to_array())
    np.testing.assert_array_equal(*results)


def test_where_nothing_was_changed_there_is_no_step() -> None:
    document = document_of(pixels=noise_photo(600, 300))
    stroke(RESTORE, context_of(document, size=60.0), [(100, 150), (500, 150)])
    assert not document.history.steps
    with document.edit("Remove") as edit:
        edit.write(Layer.IMAGE, document.size.rect, noise_photo(600, 300, 3))
    stroke(RESTORE, context_of(document, size=60.0), [(100, 150)])
    stroke(RESTORE, context_of(document, size=56.0), [(100, 150)])
    assert [step.name for step in document.history.steps] == ["Remove", "Restore original"]


def test_escape_takes_it_back() -> None:
    document, changed = edited(deep=False)
    context = context_of(document, size=60.0)
    events = drag_events([(100, 150), (500, 150)])
    drag = RESTORE.drag(context, events[0])
    next(drag)
    drag.send(events[1])
    assert (document.image.to_array() != changed).any()
    drag.close()
    np.testing.assert_array_equal(document.image.to_array(), changed)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@given(data=st.data())
def test_blending_is_the_rounded_weighted_mean(kind: type, data: st.DataObject) -> None:
    below, above = (data.draw(arrays.arrays(kind, (4, 5, 3))) for _ in range(2))
    weight = data.draw(arrays.arrays(np.uint8, (4, 5)))
    share = weight[..., None].astype(np.float64) / 255
    expected = below * (1 - share) + above * share
    out = blended(below, above, weight)
    assert out.dtype == kind
    assert np.abs(out - expected).max() <= 0.5 + 1e-6
    exact = np.where(weight[..., None] == 255, above, below)
    full = (weight == 0) | (weight == 255)
    np.testing.assert_array_equal(out[full], exact[full])
