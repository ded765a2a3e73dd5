"""Saving: from a snapshot on a worker thread, so that editing goes on; and under which name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.document.raster import Raster
from app.editing.desk import Desk
from app.editing.open_photo import OpenPhoto, Target
from app.editing.signature import Signature, signature_of
from app.i18n import translate
from app.jobs.job import Job
from app.language.error_texts import translated
from moebius_core.errors import SaveError
from moebius_core.progress import Progress

if TYPE_CHECKING:
    from moebius_core.photo import Photo, SaveOptions, SaveReport

T = TypeVar("T")

SUFFIX = "_removed"
"""Put behind the name of a photo that is saved beside its original."""


class ChangedOnDiskError(SaveError):
    """Another program has written the file since we read it."""


class Saving:
    """Writes the open photo; `then` is called once its file holds all that was there to save."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        """
        Args:
            changed: Called when a photo has another name or target.
        """
        self._desk = desk
        self._changed = changed
        self.running = 0
        """How many files are being written."""
        self._waiting: list[Callable[[], object]] = []
        self._written: dict[Path, Signature | None] = {}
        """Files as we left them; known before their jobs have called back."""

    def save(self, photo: OpenPhoto, then: Callable[[], object] | None = None) -> None:
        """Write the photo's own file, or ask for a name where it has none that can be written."""
        target = photo.target
        if target is None:
            self.ask_save_as(photo, then)
            return
        if not photo.document.is_modified:
            self._desk.message(translate("Saving", "Nothing has changed since the last save."))
            _call(then)
            return
        if target.is_original and self._desk.settings.confirm_overwrite:
            if not self._desk.prompts.confirm_overwrite(target.path):
                return
            self._desk.store.set("confirm_overwrite", False)
        self._write(photo, target, then)

    def ask_save_as(self, photo: OpenPhoto, then: Callable[[], object] | None = None) -> None:
        """Ask where to, then save there."""
        chosen = self._ask(photo)
        if chosen is not None:
            self.save_as(photo, *chosen, then)

    def save_as(
        self,
        photo: OpenPhoto,
        path: Path,
        options: SaveOptions,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Write a file that is the photo's own from then on."""
        self._desk.state.remember_folder("save", path.parent)
        self._write(photo, Target(path, None, options), then, check=False)

    def ask_export_copy(self, photo: OpenPhoto) -> None:
        """Ask where to, then write a copy there."""
        chosen = self._ask(photo)
        if chosen is not None:
            self.export_copy(photo, *chosen)

    def export_copy(self, photo: OpenPhoto, path: Path, options: SaveOptions) -> None:
        """Write a file beside the photo's own; the photo stays as modified as it was."""
        self._desk.state.remember_folder("save", path.parent)
        snapshot, source = photo.document.image.snapshot(), photo.document.photo

        def work(_progress: Progress) -> SaveReport:
            return _with_pixels(source, snapshot).save(path, options)

        self._start(path, work, lambda report: self._tell(path, report), self._desk.fail)

    def when_written(self, then: Callable[[], object]) -> None:
        """Call `then` once no file is being written any more."""
        self._waiting.append(then)

    def _ask(self, photo: OpenPhoto) -> tuple[Path, SaveOptions] | None:
        suggested = suggested_path(photo, self._desk.state.folder("save"))
        return self._desk.prompts.save_target(suggested, self._options(photo.target))

    def _options(self, target: Target | None) -> SaveOptions:
        """Those chosen for this file, else what the settings say."""
        from moebius_core.photo import MetadataPolicy, SaveOptions

        if target is not None and target.options is not None:
            return target.options
        settings = self._desk.settings
        return SaveOptions(
            metadata=MetadataPolicy(settings.metadata), quality=settings.save_quality or None
        )

    def _write(
        self,
        photo: OpenPhoto,
        target: Target,
        then: Callable[[], object] | None,
        *,
        check: bool = True,
    ) -> None:
        """
        Args:
            check: Whether a file that another program has written since is asked about first.
        """
        document = photo.document
        snapshot, source = document.image.snapshot(), document.photo
        state = document.history.image_state
        options = self._options(target)

        def work(_progress: Progress) -> tuple[SaveReport, Signature | None]:
            known = self._written.get(target.path, target.signature)
            present = signature_of(target.path) if check else None
            if known and present and present != known:
                raise ChangedOnDiskError("The file was changed by another program.")
            report = _with_pixels(source, snapshot).save(target.path, options)
            signature = self._written[target.path] = signature_of(target.path)
            return report, signature

        def done(result: tuple[SaveReport, Signature | None]) -> None:
            report, signature = result
            document.mark_saved(state)
            photo.target = replace(target, signature=signature, is_original=False)
            photo.path, photo.name = target.path, target.path.name
            if not self._desk.settings.private:
                self._desk.state.add_recent(target.path)
            self._changed()
            self._tell(target.path, report)
            _call(then)

        def failed(error: BaseException) -> None:
            if not isinstance(error, ChangedOnDiskError):
                self._desk.fail(error)
            elif self._desk.prompts.overwrite_changed(target.path):
                self._write(photo, target, then, check=False)

        self._start(target.path, work, done, failed)

    def _start(
        self,
        path: Path,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        def ended(call: Callable[[], object]) -> None:
            self.running -= 1
            call()
            if not self.running:
                waiting, self._waiting = self._waiting, []
                for then in waiting:
                    then()

        self.running += 1
        self._desk.busy(translate("Saving", "Saving “{name}”").format(name=path.name))
        self._desk.submit(
            Job(
                work=work,
                done=lambda result: ended(lambda: done(result)),
                failed=lambda error: ended(lambda: failed(error)),
                cancelled=lambda: ended(lambda: None),
            )
        )

    def _tell(self, path: Path, report: SaveReport) -> None:
        saved = translate("Saving", "Saved as “{path}”.").format(path=path)
        self._desk.message(" ".join([saved, *map(translated, report.notes)]))


def suggested_path(photo: OpenPhoto, folder: Path | None) -> Path:
    """Beside the original, “_removed” behind its name, in a kind that can be written.

    Args:
        folder: For photos that come from no file; None: the home folder.
    """
    suffix = photo.document.photo.writable_suffix()
    if photo.path is None:
        return (folder or Path.home()) / (photo.name + suffix)
    stem = photo.path.stem
    return photo.path.with_name((stem if stem.endswith(SUFFIX) else stem + SUFFIX) + suffix)


def _with_pixels(source: Photo, snapshot: Raster) -> Photo:
    return source.with_pixels(snapshot.to_array())


def _call(then: Callable[[], object] | None) -> None:
    if then is not None:
        then()
