"""Downloads from a hub on this computer: whole, cut, damaged, refused, cancelled, at once."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from moebius_core.progress import Cancelled, CancelToken, Progress
from moebius_core.weights import copying, download
from moebius_core.weights.failures import (
    DownloadError,
    NoSpaceError,
    UnknownWeightsError,
    WeightsFolderError,
)
from moebius_core.weights.receipt import NAME, Origin
from moebius_core.weights.registry import WeightsKind
from moebius_core.weights.store import WeightsStore
from tests.core.weights.conftest import AUTOENCODER, CONFIG, STUDENT
from tests.core.weights.hub_server import COMMIT, Hub
from tests.core.weights.making import tiny_file, until

SIZE = len(tiny_file("autoencoder"))
CUT = SIZE * 6 // 10


def partial_files(store: WeightsStore) -> list[str]:
    return sorted(f.name for f in (store.root / ".partial").rglob("*") if f.suffix != ".lock")


def test_a_set_comes_with_what_it_needs(hub: Hub, store: WeightsStore) -> None:
    seen: list[tuple[float, str]] = []

    came = store.download("places2", Progress(lambda done, text: seen.append((done, text))))

    assert [each.id for each in came] == ["vae", "places2"]
    assert [each.id for each in store.installed()] == ["places2", "vae"]
    student = store.get("places2")
    assert student.kind is WeightsKind.STUDENT
    assert student.origin is Origin.DOWNLOADED
    assert student.source == f"hustvl/Moebius@{COMMIT}"
    assert student.files[0].sha256 == hashlib.sha256(hub.files[STUDENT]).hexdigest()
    assert student.bytes == len(hub.files[STUDENT])
    assert store.student("places2").read_bytes() == hub.files[STUDENT]
    assert store.autoencoder_for("places2").read_bytes() == hub.files[AUTOENCODER]
    assert (store.get("vae").folder / "config.json").read_bytes() == hub.files[CONFIG]
    assert json.loads((student.folder / NAME).read_text())["licence"] == student.licence
    assert store.verify("places2") == []
    assert partial_files(store) == []
    fractions = [done for done, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert any("Downloading places2: " in text and " of 15 MB" in text for _, text in seen)


def test_what_is_there_is_not_asked_for(hub: Hub, store: WeightsStore) -> None:
    store.download("vae")
    hub.log.clear()

    assert store.download("vae") == []
    assert hub.log == []
    assert [each.id for each in store.missing("places2")] == ["places2"]


def test_three_graphs_come_in_one_folder(hub: Hub, store: WeightsStore) -> None:
    store.download("onnx-places2")

    assert sorted(f.name for f in store.onnx("onnx-places2").iterdir()) == [
        NAME,
        "unet.onnx",
        "vae_decoder.onnx",
        "vae_encoder.onnx",
    ]
    assert store.verify("onnx-places2") == []


def test_an_unknown_name_is_told(store: WeightsStore) -> None:
    with pytest.raises(UnknownWeightsError, match=r"“placse2”.*places2, pretrained"):
        store.download("placse2")


def test_a_cut_is_mended_within_the_download(hub: Hub, store: WeightsStore) -> None:
    hub.cuts = [CUT]

    store.download("vae")

    assert hub.sent(AUTOENCODER) == [0, CUT]
    assert store.autoencoder().read_bytes() == hub.files[AUTOENCODER]


def test_cut_at_60_percent_and_resumed_by_the_next_download(hub: Hub, store: WeightsStore) -> None:
    hub.cuts = [CUT, 0, 0]  # and what is tried at once after the cut brings nothing
    with pytest.raises(DownloadError, match=r"connection to .* was cut.*is kept") as caught:
        store.download("vae")
    assert "moebius weights import" in caught.value.hint
    assert store.installed() == []
    assert not (store.root / "vae").exists()
    hub.log.clear()

    seen: list[float] = []
    store.download("vae", Progress(lambda done, _text: seen.append(done)))

    assert hub.sent(AUTOENCODER) == [CUT]  # only the rest
    assert store.autoencoder().read_bytes() == hub.files[AUTOENCODER]
    assert min(done for done in seen if done > 0) < 0.61
    assert partial_files(store) == []


def test_a_server_that_cannot_resume_sends_all_again(hub: Hub, store: WeightsStore) -> None:
    hub.cuts, hub.ignores_ranges = [CUT], True

    store.download("vae")

    assert hub.sent(AUTOENCODER) == [0, CUT]
    assert store.autoencoder().read_bytes() == hub.files[AUTOENCODER]


def test_what_came_of_another_version_is_not_continued(hub: Hub, store: WeightsStore) -> None:
    hub.cuts = [CUT, 0, 0]
    with pytest.raises(DownloadError):
        store.download("vae")
    hub.log.clear()
    hub.files[AUTOENCODER] = hub.files[AUTOENCODER][:-1] + b"\1"

    store.download("vae")

    assert hub.sent(AUTOENCODER) == [0]
    assert store.autoencoder().read_bytes() == hub.files[AUTOENCODER]


def test_a_flipped_byte_is_found_and_only_that_file_fetched_again(
    hub: Hub, store: WeightsStore
) -> None:
    hub.flips[STUDENT] = 1

    store.download("places2")

    assert hub.sent(STUDENT) == [0, 0]
    assert hub.sent(AUTOENCODER) == [0]
    assert store.student("places2").read_bytes() == hub.files[STUDENT]


def test_a_file_that_is_always_damaged_is_refused(hub: Hub, store: WeightsStore) -> None:
    hub.flips[AUTOENCODER] = 99

    with pytest.raises(DownloadError, match=r"wrong checksum twice.*another network"):
        store.download("vae")

    assert hub.sent(AUTOENCODER) == [0, 0]
    assert store.installed() == []
    assert [f for f in partial_files(store) if f.startswith("diffusion")] == []


def test_a_small_file_is_checked_against_git_s_checksum(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_git_sha1", lambda *_: "0" * 40)

    with pytest.raises(DownloadError, match=r"config\.json came with a wrong checksum"):
        store.download("vae")


def test_sums_that_the_manifest_states_count_too(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    vae = store.missing("vae")[0]
    stated = tuple(replace(file, sha256="0" * 64) for file in vae.files)

    with pytest.raises(DownloadError, match="wrong checksum"):
        download.download_sets(store.root, [replace(vae, files=stated)], Progress())


def test_weights_of_another_network_are_not_installed(hub: Hub, store: WeightsStore) -> None:
    hub.files[AUTOENCODER] = hub.files[STUDENT]

    with pytest.raises(DownloadError, match=r"cannot be used here.*autoencoder"):
        store.download("vae")

    assert store.installed() == []


def test_a_full_disk_is_told_before_anything_comes(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "free_bytes", lambda _folder: 7_000_000)

    with pytest.raises(
        NoSpaceError, match=r"15 MB are needed in .* 7 MB are free.*MOEBIUS_WEIGHTS"
    ):
        store.download("places2")

    assert all(each.method == "HEAD" for each in hub.log)
    assert not store.root.exists()


def test_a_disk_that_becomes_full_keeps_what_came(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.FileIO):
        def write(self, data: Any) -> int:
            if self.seek(0, io.SEEK_END) + len(data) > CUT:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    whole_open = Path.open

    def open_full(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        is_part = path.suffix == ".part" and path.name.startswith("diffusion")
        return FullDisk(path, "a+") if is_part else whole_open(path, mode, *rest, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", open_full)
        with pytest.raises(NoSpaceError, match="is full"):
            store.download("vae")
    hub.log.clear()

    store.download("vae")

    assert hub.sent(AUTOENCODER)[0] > CUT / 2
    assert store.autoencoder().read_bytes() == hub.files[AUTOENCODER]


REFUSED = {
    "no such file": (404, "EntryNotFound", r"no longer has the file"),
    "no such version": (404, "RevisionNotFound", r"no longer has the version"),
    "no such repository": (404, "RepoNotFound", r"no repository hustvl/PixelHacker"),
    "gated": (403, "GatedRepo", r"open only to those.*HF_TOKEN"),
    "who are you": (401, "", r"wants to know who asks.*HF_TOKEN"),
    "forbidden": (403, "", r"refuses access.*HF_TOKEN"),
    "gone": (404, "", r"has no .* in hustvl/PixelHacker"),
    "a proxy wants a password": (407, "", r"proxy does not let"),
    "too often": (429, "", r"too many requests"),
    "the server is down": (503, "", r"problem of its own \(status 503\)"),
}


@pytest.mark.parametrize(("status", "code", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_refusals_are_told_in_a_sentence(
    status: int, code: str, sentence: str, hub: Hub, store: WeightsStore
) -> None:
    for name in (AUTOENCODER, CONFIG):
        hub.errors[name] = (status, {"X-Error-Code": code} if code else {})

    with pytest.raises(DownloadError, match=sentence) as caught:
        store.download("vae")

    assert "moebius weights import" in caught.value.hint
    assert "{" not in str(caught.value)
    assert store.installed() == []


def test_no_network_is_told(hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.socket() as unused:  # bound, but nobody listens
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{port}")
        with pytest.raises(DownloadError, match=rf"no connection to 127\.0\.0\.1:{port}: .*import"):
            store.download("vae")


def test_a_page_that_is_no_hub_is_told(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.errors[CONFIG] = (200, {"Content-Type": "text/html"})

    with pytest.raises(DownloadError, match="is not the Hugging Face hub"):
        store.download("vae")


def test_cancelled_in_the_middle_and_continued(hub: Hub, store: WeightsStore) -> None:
    hub.stall_at = CUT  # the server falls silent: cancelling must not wait for it
    token = CancelToken()
    ended: list[BaseException] = []

    def work() -> None:
        try:
            store.download("vae", Progress(token=token))
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    assert hub.stalled.wait(20)
    until(lambda: any(f.stat().st_size for f in store.root.glob(".partial/vae/diffusion*.part")))
    token.cancel()
    thread.join(2)

    assert not thread.is_alive()
    assert len(ended) == 1
    assert store.installed() == []
    hub.stall_at = None
    hub.go_on.set()
    hub.log.clear()

    store.download("vae")

    assert 0 < hub.sent(AUTOENCODER)[0] <= CUT + (64 << 10)
    assert store.verify("vae") == []


def test_the_token_goes_to_the_hub_and_nowhere_else(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")

    store.download("vae")

    for each in hub.log:
        expected = None if each.path.startswith("/cdn/") else "Bearer hf_secret"
        assert each.headers.get("authorization") == expected


def test_nothing_is_told_about_this_computer(hub: Hub, store: WeightsStore) -> None:
    store.download("vae")

    assert {each.headers["user-agent"].partition("/")[0] for each in hub.log} == {"moebius"}
    assert not any("torch" in each.headers["user-agent"] for each in hub.log)


def test_a_folder_of_somebody_else_is_left_alone(hub: Hub, store: WeightsStore) -> None:
    (store.root / "vae").mkdir(parents=True)
    (store.root / "vae" / "holiday.txt").write_text("mine")

    with pytest.raises(WeightsFolderError, match="in the way"):
        store.download("vae")

    assert (store.root / "vae" / "holiday.txt").read_text() == "mine"
    assert hub.sent(AUTOENCODER) == []


def test_what_fails_at_the_very_end_is_not_fetched_again(
    hub: Hub, store: WeightsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(download, "put_in_place", fail)
        with pytest.raises(NoSpaceError):
            store.download("vae")

    store.download("vae")

    assert hub.sent(AUTOENCODER) == [0]
    assert store.verify("vae") == []


def test_a_set_with_a_damaged_receipt_is_replaced(hub: Hub, store: WeightsStore) -> None:
    store.download("vae")
    (store.root / "vae" / NAME).write_text("{")
    assert store.installed() == []

    store.download("vae")

    assert store.verify("vae") == []


def test_two_downloads_at_once_fetch_everything_once(hub: Hub, store: WeightsStore) -> None:
    hub.stall_at = CUT
    waiting = threading.Event()

    def heard(_fraction: float, text: str) -> None:
        if "another Moebius" in text:
            waiting.set()

    first = threading.Thread(target=store.download, args=("vae",))
    second = threading.Thread(target=store.download, args=("vae", Progress(heard)))
    first.start()
    assert hub.stalled.wait(20)
    second.start()
    assert waiting.wait(20)
    hub.go_on.set()
    first.join()
    second.join()

    assert hub.sent(AUTOENCODER) == [0]
    assert store.verify("vae") == []
