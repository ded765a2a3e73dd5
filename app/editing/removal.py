"""Removing: masks queue, one job runs at a time, its result becomes one step and can be varied."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.document.document import Document
from app.document.history import Layer, Step
from app.document.raster import Raster
from app.editing.after_edits import AfterEdits
from app.editing.engine_room import EngineRoom
from app.editing.failures import failure_of
from app.editing.filling import Filling, Task, fill
from app.editing.variations import Outcome, Variation, Variations, landed, pixels_over
from app.events import Event
from app.i18n import translate
from app.jobs.eta import Eta
from app.jobs.job import Job
from app.settings import Settings
from moebius_core.geometry import Rect
from moebius_core.options import InpaintOptions, Quality

__all__ = ["Outcome", "Removal", "Removals", "Variation", "options_of"]

log = logging.getLogger(__name__)


class Submit(Protocol):
    """Queues a job for the worker thread."""

    def __call__(self, job: Job[Any], /) -> object: ...


@dataclass(eq=False)
class Removal:
    """One that runs or waits for its turn."""

    step: Step
    mask: Raster
    """(H, W) uint8: what is being removed; never changes."""
    bounds: Rect
    """Around everything painted."""
    options: InpaintOptions
    engine: str
    device: str
    of: Variations | None = None
    """Set for another try of a removal that is done."""
    fraction: float = 0.0
    job: Job[Filling] | None = None
    eta: Eta = field(default_factory=Eta)


class Removals:
    """The removals of one document. Every method belongs to the window's thread.

    Args:
        document: Whose mask is taken, and who receives the results.
        engine_room: Where the engine comes from.
        submit: Takes jobs for the worker thread.
        settings: The settings as they are now.
    """

    def __init__(
        self,
        document: Document,
        engine_room: EngineRoom,
        submit: Submit,
        settings: Callable[[], Settings],
    ) -> None:
        self._document = document
        self._room = engine_room
        self._submit = submit
        self._settings = settings
        self._pending: list[Removal] = []
        self._after_edits = AfterEdits(document)
        self._last: Variations | None = None
        self._is_closed = False
        self.last_mask: Raster | None = None
        """(H, W) uint8: what was removed last."""
        self.changed: Event[[]] = Event()
        """What runs, is queued or can be varied is different now."""
        self.chosen: Event[[int, int]] = Event()
        """Another variation is shown: its index, and how many there are."""
        self.progressed: Event[[float, str, float | None]] = Event()
        """The running one: 0..1, what is being done, seconds left where that can be told."""
        self.finished: Event[[Outcome]] = Event()
        self.failed: Event[[str, str]] = Event()
        """(sentence, hint); the mask is back."""
        self.cancelled: Event[[]] = Event()
        """By the person; the mask is back."""
        document.history.changed.connect(self._history_changed)

    @property
    def pending(self) -> Sequence[Removal]:
        """The running one, then those that wait for it."""
        return tuple(self._pending)

    @property
    def is_running(self) -> bool:
        return bool(self._pending)

    @property
    def waiting(self) -> int:
        """How many removals are queued behind the running one."""
        return max(0, len(self._pending) - 1)

    @property
    def variations(self) -> Sequence[Variation]:
        """The results of the last step, if that is a removal; oldest first."""
        last = self._variable
        return tuple(last.kept) if last else ()

    @property
    def shown(self) -> int:
        """Index of the shown variation; -1 without variations."""
        last = self._variable
        return last.shown if last else -1

    @property
    def can_try_again(self) -> bool:
        return self._variable is not None

    def picture(self, index: int, rect: Rect) -> Any:
        """(h, w, 3) in the photo's depth: variation `index` within `rect`."""
        last = self._variable
        if last is None:
            raise IndexError(index)
        return last.picture(index, rect)

    def remove(self) -> bool:
        """Take the painted mask and remove what it covers, now or after those that wait.

        Returns:
            Whether anything was painted; False also in the middle of a stroke.
        """
        if self._document.is_editing:
            return False
        taken = self._document.take_mask(translate("Removal", "Remove"))
        if taken is None:
            return False
        settings = self._settings()
        self.last_mask = taken.mask
        self._enqueue(
            Removal(
                taken.step,
                taken.mask,
                taken.bounds,
                options_of(settings),
                settings.engine,
                settings.device,
            )
        )
        return True

    def try_again(self) -> bool:
        """Remove the same once more with a new seed and the settings of now.

        Returns:
            False when the last step is no removal.
        """
        last = self._variable
        if last is None:
            return False
        settings = self._settings()
        queued = [removal.options.seed for removal in self._pending if removal.of is last]
        options = options_of(settings, seed=max([last.next_seed, *(s + 1 for s in queued)]))
        self._enqueue(
            Removal(
                last.step,
                last.mask,
                last.mask.bounds(),
                options,
                settings.engine,
                settings.device,
                of=last,
            )
        )
        return True

    def show(self, index: int) -> None:
        """Choose a variation; out of range is no error and does nothing."""
        last = self._variable
        if last is None or self._document.is_editing or not 0 <= index < len(last.kept):
            return
        if index != last.shown:
            last.show(self._document, index)
            self.changed.emit()
            self.chosen.emit(index, len(last.kept))

    def step_variation(self, step: int) -> None:
        """Choose the next (+1) or the previous (-1) variation; the ends hold."""
        self.show(self.shown + step)

    def cancel(self, removal: Removal | None = None) -> bool:
        """Cancel one removal, the running one unless another is named.

        Returns:
            Whether there was one.
        """
        removal = removal or (self._pending[0] if self._pending else None)
        if removal is None or removal not in self._pending:
            return False
        if removal.job is not None:
            removal.job.cancel()  # acts at the engine's next report, which may take a moment
            self.progressed.emit(removal.fraction, translate("Removal", "Cancelling"), None)
        else:
            self._after_edits(lambda: self._cancelled(removal))
        return True

    def close(self) -> None:
        """Cancel everything for good: the document takes nothing any more."""
        self._is_closed = True
        self.cancel_all()

    def cancel_all(self) -> bool:
        """Cancel the running one and all that wait; whether there were any."""
        pending = list(reversed(self._pending))
        for removal in pending:
            self.cancel(removal)
        return bool(pending)

    def _enqueue(self, removal: Removal) -> None:
        self._pending.append(removal)
        self._start_next()
        self.changed.emit()

    def _start_next(self) -> None:
        if not self._pending or self._pending[0].job is not None:
            return
        removal = self._pending[0]
        start = removal.of.base if removal.of else self._document.image.snapshot()
        task = Task(
            self._document.photo,
            start,
            removal.mask,
            removal.options,
            removal.engine,
            removal.device,
        )
        room = self._room
        removal.job = Job(
            work=lambda progress: fill(task, room, progress),
            done=lambda filling: self._after_edits(lambda: self._done(removal, start, filling)),
            failed=lambda error: self._after_edits(lambda: self._failed(removal, error)),
            cancelled=lambda: self._after_edits(lambda: self._cancelled(removal)),
            progressed=lambda fraction, text: self._progressed(removal, fraction, text),
        )
        self._submit(removal.job)

    def _progressed(self, removal: Removal, fraction: float, text: str) -> None:
        removal.fraction = fraction
        if removal.job is not None and removal.job.token.is_cancelled:
            return  # on its way since before
        self.progressed.emit(fraction, text, removal.eta.update(fraction))

    def _done(self, removal: Removal, start: Raster, filling: Filling) -> None:
        self._room.announce()
        if self._is_closed or not self._document.history.is_done(removal.step):
            self._cancelled(removal)  # undone or closed while its result was on its way
            return
        self._pending.remove(removal)
        if removal.of is None:
            outcome = self._land(removal, start, filling)
        else:
            outcome = self._land_variation(removal.of, removal, filling)
        self._start_next()
        self.changed.emit()
        self.finished.emit(outcome)

    def _land(self, removal: Removal, start: Raster, filling: Filling) -> Outcome:
        outcome = _outcome(removal, filling, is_shown=True)
        base = self._document.image.snapshot()
        step = self._document.finish_removal(
            removal.step, pixels_over(self._document, start, filling), removal.step.name
        )
        first = Variation(landed(filling, self._document), outcome)
        self._last = Variations(step, removal.mask, base, first)
        return outcome

    def _land_variation(
        self, variations: Variations, removal: Removal, filling: Filling
    ) -> Outcome:
        is_shown = variations is self._variable
        outcome = _outcome(removal, filling, is_shown=is_shown)
        index = variations.add(Variation(filling, outcome))
        if is_shown:
            variations.show(self._document, index)
        return outcome

    def _failed(self, removal: Removal, error: BaseException) -> None:
        self._room.announce()
        self._drop(removal)
        self.failed.emit(*failure_of(error))

    def _cancelled(self, removal: Removal) -> None:
        if removal in self._pending:
            self._drop(removal)
            self.cancelled.emit()

    def _drop(self, removal: Removal) -> None:
        self._pending.remove(removal)
        if self._is_closed:
            return
        if removal.of is None:
            self._document.abandon_removal(removal.step)
        self._start_next()
        self.changed.emit()

    @property
    def _variable(self) -> Variations | None:
        """The variations of the last step."""
        last = self._last
        return last if last is not None and last.step is self._document.history.last else None

    def _history_changed(self) -> None:
        history = self._document.history
        for removal in list(self._pending):
            if not history.is_done(removal.step):
                self.cancel(removal)
        last = self._last
        if last is not None and (
            last.step not in history.steps or _is_built_upon(last.step, self._document)
        ):
            self._last = None
        self.changed.emit()


def options_of(settings: Settings, *, seed: int = 0) -> InpaintOptions:
    """What the settings say about a removal."""
    return InpaintOptions(
        seed=seed,
        grow=settings.grow,
        feather=settings.feather,
        context=settings.context,
        quality=Quality(settings.quality),
    )


def _is_built_upon(step: Step, document: Document) -> bool:
    """Whether a later done step changed the image: then the tried results are let go."""
    history = document.history
    later = history.steps[history.steps.index(step) + 1 : history.position]
    return any(other.touches(Layer.IMAGE) for other in later)


def _outcome(removal: Removal, filling: Filling, *, is_shown: bool) -> Outcome:
    return Outcome(
        pixels_changed=filling.pixels_changed,
        seconds=filling.seconds,
        info=filling.info,
        quality=removal.options.quality,
        seed=removal.options.seed,
        rect=filling.rect,
        is_shown=is_shown,
    )
