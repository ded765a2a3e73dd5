"""Opening: one photo at a time takes the place of the present one, and the filmstrip follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from app import places
from app.document.raster import Raster
from app.editing.desk import Desk
from app.editing.filmstrip import Filmstrip
from app.editing.leaving import Leaving
from app.editing.loaded import (
    Loaded,
    from_bytes,
    from_pixels,
    load,
    photos_beside,
    preview_of,
)
from app.i18n import translate
from app.jobs.job import Job
from moebius_core.progress import Progress

if TYPE_CHECKING:
    from moebius_core.formats.preview import Preview

SAMPLE = "beach_walkers.jpg"


class Opening:
    """Loads one photo at a time; a newer wish overtakes an older one.

    Args:
        preview: Shows a small version of the photo while it is loaded; None: it does not come.
    """

    def __init__(
        self,
        desk: Desk,
        filmstrip: Filmstrip,
        leaving: Leaving,
        preview: Callable[[Preview | None], object],
    ) -> None:
        self._desk = desk
        self._show_preview = preview
        self._filmstrip = filmstrip
        self._leave = leaving.leave
        self._job: Job[Loaded] | None = None
        self._listing: Job[list[Path]] | None = None

    def paths(
        self,
        paths: Sequence[Path],
        show: Callable[[Loaded], object],
        mask: Raster | None = None,
    ) -> None:
        """Load the first of these files or folders, and take the photos around it as filmstrip.

        Args:
            show: Receives the photo once the present one may be left.
            mask: To be carried over.
        """
        if not paths:
            return
        first, settings = paths[0], self._desk.settings

        def failed(error: BaseException) -> None:
            self._filmstrip.pass_by(first)
            self._desk.fail(error)

        def shown(loaded: Loaded) -> None:
            show(loaded)
            self._follow(loaded)
            if loaded.skipped:
                self._desk.fail(loaded.skipped[0])

        doing = translate("Opening", "Opening “{name}”").format(name=first.name)
        self._load(
            doing,
            lambda _progress: load(paths, settings, mask),
            shown,
            failed,
            quick=lambda _progress: preview_of(first),
        )

    def sample(self, show: Callable[[Loaded], object]) -> None:
        """Open a photo of the program's own, as one that no file holds."""
        path, settings = places.asset("samples", SAMPLE), self._desk.settings

        def work(_progress: Progress) -> Loaded:
            return from_bytes(path.read_bytes(), path.stem, settings)

        self.other(translate("Opening", "Opening the sample photo"), work, show)

    def pixels(self, pixels: NDArray[Any], name: str, show: Callable[[Loaded], object]) -> None:
        """Open (H, W, 3|4) uint8 pixels that no file holds."""
        title, settings = name or translate("Opening", "Pasted image"), self._desk.settings
        doing = translate("Opening", "Pasting")
        self.other(doing, lambda _progress: from_pixels(pixels, title, settings), show)

    def encoded(self, data: bytes, name: str, show: Callable[[Loaded], object]) -> None:
        """Open an encoded picture that is no file here."""
        title, settings = name or translate("Opening", "Pasted image"), self._desk.settings
        doing = translate("Opening", "Opening “{name}”").format(name=title)
        self.other(doing, lambda _progress: from_bytes(data, title, settings), show)

    def other(
        self, doing: str, work: Callable[[Progress], Loaded], show: Callable[[Loaded], object]
    ) -> None:
        """Load what is not asked for by its path: pasted pixels, say."""

        def shown(loaded: Loaded) -> None:
            show(loaded)
            self._follow(loaded)

        self._load(doing, work, shown, self._desk.fail)

    def _load(
        self,
        doing: str,
        work: Callable[[Progress], Loaded],
        show: Callable[[Loaded], object],
        failed: Callable[[BaseException], object],
        *,
        quick: Callable[[Progress], Preview | None] | None = None,
    ) -> None:
        def start() -> None:
            if self._job is not None:
                self._job.cancel()
            self._job = job = Job(work=work, done=done, failed=ended)
            self._desk.busy(doing)
            if quick is not None:
                self._desk.submit(Job(work=quick, done=preview_came))  # before, not beside it
            self._desk.submit(job)
            mine.append(job)

        def preview_came(preview: Preview | None) -> None:
            if self._job in mine and preview is not None:
                self._show_preview(preview)

        def done(loaded: Loaded) -> None:
            if self._job not in mine:
                loaded.document.close()
                return
            self._job = None
            self._leave(lambda: show(loaded), refused=lambda: refused(loaded))

        def refused(loaded: Loaded) -> None:
            loaded.document.close()
            self._show_preview(None)

        def ended(error: BaseException) -> None:
            if self._job in mine:
                self._job = None
                self._show_preview(None)
                failed(error)

        mine: list[Job[Loaded]] = []
        self._leave(start)

    def _follow(self, loaded: Loaded) -> None:
        """Bring the filmstrip in line with the photo that is shown now."""
        path, strip = loaded.path, self._filmstrip
        if path is None or loaded.strip is not None:
            strip.set_paths(loaded.strip or (), path)
        elif path in strip.paths:
            strip.show(path)
        else:
            strip.set_paths((path,), path)
            self._list_folder(path)

    def _list_folder(self, path: Path) -> None:
        def done(paths: list[Path]) -> None:
            if self._filmstrip.current == path and path in paths:
                self._filmstrip.set_paths(paths, path)

        if self._listing is not None:
            self._listing.cancel()
        self._listing = Job(work=lambda _progress: photos_beside(path), done=done)
        self._desk.submit_aside(self._listing)
