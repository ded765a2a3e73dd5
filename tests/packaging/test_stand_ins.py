"""Empty libraries load where the real ones did, and what is called of OpenCV never reaches them."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moebius_build import stand_ins
from moebius_build.stand_ins import Entry
from moebius_build.tree import ROOT

_NEEDS_COMPILER = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc") or not shutil.which("nm"),
    reason="needs a C compiler and binutils on Linux",
)

CALLED = re.findall(
    r"\w+",
    """
    LUT GaussianBlur accumulateProduct add approxPolyDP bitwise_not blur boundingRect
    connectedComponents connectedComponentsWithStats convertScaleAbs copyMakeBorder cvtColor dilate
    distanceTransform distanceTransformWithLabels erode filter2D flip floodFill
    getStructuringElement grabCut imdecode imencode inRange inpaint kmeans line merge minMaxLoc
    morphologyEx multiply norm polylines putText remap resize sepFilter2D setNumThreads setRNGSeed
    split threshold transform transpose warpAffine
    """,
)
"""Functions of OpenCV known to need neither its video nor its large matrices."""

_NO_FUNCTIONS = frozenset({"error", "utils"})


def test_what_is_called_of_opencv_needs_neither_video_nor_large_matrices() -> None:
    """Whoever calls another one looks whether it multiplies or solves, and adds it here."""
    used: set[str] = set()
    for path in [*(ROOT / "app").rglob("*.py"), *(ROOT / "moebius_core").rglob("*.py")]:
        used.update(re.findall(r"\bcv2\.([a-zA-Z]\w*)", path.read_text(encoding="utf-8")))

    functions = {name for name in used if not name.isupper() or name in CALLED}
    constants = {name for name in functions if re.match(r"[A-Z]+_", name)}
    assert functions - constants - _NO_FUNCTIONS <= set(CALLED)


def test_harmless_entries_answer_and_the_others_end_the_program() -> None:
    source = stand_ins.c_source([Entry("x265_api_get_217", ""), Entry("av_malloc", "LIBAVUTIL_60")])

    assert "*x265_api_get_217(int depth)" in source
    assert "void av_malloc(void) { __builtin_trap(); }" in source
    assert stand_ins.version_script([Entry("a", "")]) == ""
    assert "V2 { global: b; c; };" in stand_ins.version_script([Entry("b", "V2"), Entry("c", "V2")])


@_NEEDS_COMPILER
def test_a_program_loads_with_the_empty_library_and_what_only_the_real_one_needed_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libs = tmp_path / "program" / "big.libs"
    libs.mkdir(parents=True)
    monkeypatch.setattr(stand_ins, "REPLACED", ("big.libs/libbig.so*",))
    _compile(libs, "libinner.so.1", "int inner(void) { return 1; }")
    _compile(
        libs,
        "libbig.so.7",
        "int inner(void); int big(void) { return inner(); } int other(void) { return 2; }",
        "-Wl,--no-as-needed",
        "libinner.so.1",
    )
    _compile(
        tmp_path / "program",
        "user.so",
        "int big(void); int use(int n) { return n ? big() : 5; }",
        "big.libs/libbig.so.7",
        "-Wl,-rpath,$ORIGIN/big.libs",
    )
    (tmp_path / "program" / "libinner.so.1").symlink_to("big.libs/libinner.so.1")
    size = (libs / "libbig.so.7").read_bytes()

    gone = stand_ins.replace_unused(tmp_path / "program")

    assert gone == ["libbig.so.7", "libinner.so.1"]
    assert not (tmp_path / "program" / "libinner.so.1").is_symlink()
    empty = (libs / "libbig.so.7").read_bytes()
    assert empty != size
    user = str(tmp_path / "program" / "user.so")
    for given, codes in ((0, [5]), (1, [-signal.SIGILL, -signal.SIGTRAP])):
        call = f"import ctypes, sys; sys.exit(ctypes.CDLL({user!r}).use({given}))"
        assert subprocess.run([sys.executable, "-c", call], check=False).returncode in codes
    stand_ins.write_stand_in(libs / "libbig.so.7", [Entry("big", "")])
    assert (libs / "libbig.so.7").read_bytes() == empty


def _compile(folder: Path, name: str, source: str, *options: str) -> None:
    (folder / "a.c").write_text(source)
    words = ["cc", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", name, "a.c", *options]
    subprocess.run(words, check=True, cwd=folder)
    (folder / "a.c").unlink()
