"""The weights on this computer: which there are, where their files lie, how they come and go.

Each set lies in a folder of its own below the store's root, `places2/diffusion_pytorch_model.bin`
for instance, with a receipt. Everything here may be called from any thread and any process.
"""

from __future__ import annotations

from pathlib import Path

from moebius_core.errors import BadInputError
from moebius_core.places import bundled_weights_folder, weights_folder
from moebius_core.progress import Progress
from moebius_core.weights.candidates import AUTOENCODER_ID, OWN_AUTOENCODER, find_candidates, is_id
from moebius_core.weights.checking import problems_of
from moebius_core.weights.checkpoint import ENDINGS
from moebius_core.weights.claim import claimed
from moebius_core.weights.copying import PARTIAL, clear_leftovers, discard, is_ours
from moebius_core.weights.failures import (
    UnknownWeightsError,
    WeightsFolderError,
    WeightsMissingError,
    disk_failures_told,
)
from moebius_core.weights.receipt import Installed, read_receipt
from moebius_core.weights.registry import WeightsKind, WeightsSet, known_sets

_SILENT = Progress()


def default_store() -> WeightsStore:
    """The store in `moebius_core.places.weights_folder()`, as the environment says now.

    A bundled program's own weights are there, too.
    """
    return WeightsStore(weights_folder(), bundled_weights_folder())


class WeightsStore:
    """Sets of weights below the folder `root`, which need not exist yet.

    Those in `bundled` are only read; a set of the same id in `root` takes its place.
    """

    def __init__(self, root: Path, bundled: Path | None = None) -> None:
        self.root = root
        self.bundled = bundled

    def installed(self) -> list[Installed]:
        """What is there: published sets in the manifest's order, then others by name.

        Whatever is damaged or no set of weights is passed over; never raises.
        """
        found = _sets_in(self.bundled) | _sets_in(self.root)
        order = {name: place for place, name in enumerate(known_sets())}
        return sorted(found.values(), key=lambda each: (order.get(each.id, len(order)), each.id))

    def find(self, name: str) -> Installed | None:
        """The set of this id; None where it is not installed."""
        return next((each for each in self.installed() if each.id == name), None)

    def get(self, name: str) -> Installed:
        """The set of this id.

        Raises:
            WeightsMissingError: it is not installed; the hint is the command that changes that.
        """
        found = self.find(name)
        if found is not None:
            return found
        published = known_sets().get(name)
        if published is not None:
            raise WeightsMissingError(
                f"The weights “{name}” are not on this computer.",
                f"Get them: moebius weights download {name}",
            )
        raise WeightsMissingError(
            f"There are no weights named “{name}”.",
            f"{_choice(self.installed())} What can be downloaded: moebius weights list",
        )

    def student(self, name: str) -> Path:
        """The file with the student's weights.

        Raises:
            WeightsMissingError: not installed.
            BadInputError: weights of another kind have that name.
        """
        return _weights_file(self._get_kind(name, WeightsKind.STUDENT))

    def autoencoder(self) -> Path:
        """The file with the weights of the autoencoder that students share; raises as `student`."""
        others = [each for each in self.installed() if each.kind is WeightsKind.AUTOENCODER]
        if others and others[0].id != AUTOENCODER_ID:
            return _weights_file(others[0])
        return _weights_file(self._get_kind(AUTOENCODER_ID, WeightsKind.AUTOENCODER))

    def autoencoder_for(self, name: str) -> Path:
        """The autoencoder that came with the student `name`, or else the shared one."""
        student = self._get_kind(name, WeightsKind.STUDENT)
        own = [f for f in student.files if f.path.startswith(OWN_AUTOENCODER)]
        weights = [f for f in own if f.path.endswith(ENDINGS)]
        return student.path(weights[0].path) if weights else self.autoencoder()

    def onnx(self, name: str) -> Path:
        """The folder with the three graphs of `onnx_file.GRAPHS`; raises as `student`."""
        return self._get_kind(name, WeightsKind.ONNX).folder

    def import_local(
        self,
        path: str | Path,
        id: str | None = None,  # noqa: A002 - what it is called everywhere else
        progress: Progress = _SILENT,
    ) -> list[Installed]:
        """Copy weights into the store; the originals stay as they are.

        Args:
            path: A file of weights; a folder with one, or with the three ONNX graphs; the folder of
                a training run, a downloaded snapshot or the Hugging Face cache.
            id: The id to give; by default a published one where the folder is called as in its
                repository, else the file's or the folder's name.
            progress: Reports bytes.

        Returns:
            What is installed now because of it; sets that were there already, unchanged, included.

        Raises:
            BadInputError: it holds no weights, they are damaged, or other ones have the name.
            NoSpaceError, WeightsFolderError: they cannot be stored.
            Cancelled: nothing is left of the set that was being copied.
        """
        from moebius_core.weights.importing import import_candidate

        progress.report(0.0, "Looking at the files")
        candidates = find_candidates(Path(path), id)
        sizes = [sum(file.stat().st_size for file, _ in each.files) for each in candidates]
        total, done = max(sum(sizes), 1), 0
        found: list[Installed] = []
        for candidate, size in zip(candidates, sizes, strict=True):
            part = progress.span(done / total, (done + size) / total)
            found.append(import_candidate(self.root, candidate, part))
            done += size
        return found

    def download(self, name: str, progress: Progress = _SILENT) -> list[Installed]:
        """Fetch a published set from the Hugging Face hub, with what it needs.

        Args:
            name: Its id.
            progress: Reports bytes.

        Returns:
            What is installed now because of it; an empty list when all of it was there.

        Raises:
            UnknownWeightsError: nothing is published under that name.
            DownloadError: no connection, no access, gone, cut for good, or a wrong checksum twice.
            NoSpaceError, WeightsFolderError: it cannot be stored.
            Cancelled: what has come so far is kept, and the next download goes on from there.
        """
        from moebius_core.weights.download import download_sets

        wanted = self.missing(name)
        return download_sets(self.root, wanted, progress) if wanted else []

    def missing(self, name: str) -> list[WeightsSet]:
        """The published sets that `download(name)` would fetch: what `name` needs first.

        Raises:
            UnknownWeightsError: nothing is published under that name.
        """
        published = known_sets()
        if name not in published:
            raise UnknownWeightsError(
                f"No weights named “{name}” are published.",
                f"Published are: {', '.join(published)}.",
            )
        wanted = (*published[name].requires, name)
        return [published[each] for each in wanted if self.find(each) is None]

    def verify(self, name: str, progress: Progress = _SILENT) -> list[str]:
        """What is wrong with a set, in sentences; an empty list when it is sound.

        Sizes, checksums, keys, shapes and whether all numbers are finite. Raises
        WeightsMissingError and Cancelled.
        """
        return problems_of(self.get(name), progress)

    def remove(self, name: str) -> int:
        """Delete a set, whole or damaged, and what a download that broke off has left of it.

        Returns:
            The bytes that are free again.

        Raises:
            WeightsMissingError: there is nothing of it.
            WeightsFolderError: a file of it is in use, the folder is write-protected, or the set
                came with the program.
        """
        partial = self.root / PARTIAL / name
        if not is_id(name) or not (is_ours(self.root / name) or partial.is_dir()):
            found = self.get(name)  # raises
            if found.folder.parent == self.bundled:
                raise WeightsFolderError(f"The weights “{name}” are a part of this program.")
        with (
            disk_failures_told(self.root),
            claimed(self.root / PARTIAL / f"{name}.lock", _SILENT),
        ):
            folders = [f for f in (self.root / name, partial) if f.is_dir()]
            files = (file for folder in folders for file in folder.rglob("*"))
            freed = sum(file.stat().st_size for file in files if file.is_file())
            for folder in folders:
                discard(folder, self.root)
            clear_leftovers(self.root)
        return freed

    def _get_kind(self, name: str, kind: WeightsKind) -> Installed:
        found = self.get(name)
        if found.kind is not kind:
            raise BadInputError(
                f"The weights “{name}” are of the kind {found.kind.value}, where {kind.value} is "
                "needed."
            )
        return found


def _sets_in(root: Path | None) -> dict[str, Installed]:
    try:
        folders = sorted(root.iterdir()) if root is not None else []
    except OSError:
        return {}
    return {each.id: each for each in map(read_receipt, folders) if each is not None}


def _weights_file(found: Installed) -> Path:
    return next(found.path(f.path) for f in found.files if f.path.endswith(ENDINGS))


def _choice(installed: list[Installed]) -> str:
    if not installed:
        return "None are installed."
    return f"Installed are: {', '.join(each.id for each in installed)}."
