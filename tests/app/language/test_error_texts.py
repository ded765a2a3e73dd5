"""Whatever the core says can be told in another language: each of its sentences has a template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.i18n import set_translator
from app.language.core_texts import IN_WINDOW, PARTS, REASONS, SENTENCES
from app.language.error_texts import template_of, translated
from moebius_core import errors
from moebius_core.engines.runtimes import _MODULES  # pyright: ignore[reportPrivateUsage]
from moebius_core.errors import UnreadablePhotoError
from moebius_core.system import read_file

_ROOT = Path(__file__).resolve().parents[3]
_CORE = _ROOT / "moebius_core"

_NOT_TOLD_TO_PEOPLE = {
    "__init__.py",  # AttributeError of a module
    "arrays.py",  # checks of the contract between programs
    "batch/__init__.py",
    "batch/report.py",  # the command line's table
    "batch/shard.py",  # only the command line has shards
    "errors.py",
    "formats/tiff.py",  # formats of `struct`
    "geometry.py",
}
_INTERNAL_ERRORS = {"AttributeError", "MalformedError", "TypeError", "ValueError"}
_BECOMES: dict[str, tuple[str, ...]] = {
    "{name} was converted to sRGB{how}.": (
        "CMYK was converted to sRGB.",
        "CMYK was converted to sRGB through its profile.",
    ),
    " through its profile": (),
    "Known are ": ("Known are JPEG, PNG.",),
    "The {name} is {size_of(plane)} pixels, but the photo is {size}.": (
        "The mask is 2 × 3 pixels, but the photo is 4 × 3.",
        "The excluded area is 2 × 3 pixels, but the photo is 4 × 3.",
    ),
    "excluded area": (),
    "no mask": (),  # value of an enum
    "not enough image data": (),  # looked for in Pillow's words
    "unknown processor": (),
    "{name}, {cores} cores": (),  # the name of a device
    "{order}{len(values)}{'H' if is_short else 'I'}": (),  # a format of `struct`
    "^(?:model name|Model)\\s*:\\s*(.+)$": (),  # a pattern
    "{self.cores} cores": (),  # the name of a device
    "{facts.name}, {facts.total_memory / 2 ** 30} GiB": (),  # the name of a device
    "{self.what}: {self.why}": (),  # parts are told one by one
    "{each.title}: {'; '.join(why)}": (),
    "Detail {number + 1} of {len(plan.tiles)}: ": (),  # begins what follows
    "{what}Looking at the surroundings": (
        "Looking at the surroundings",
        "Decoding",
        "Detail 1 of 2: Decoding",
    ),
    "{what}Step {number + 1} of {count}": ("Step 1 of 2", "Detail 1 of 2: Step 1 of 2"),
    "({', '.join(('any' if side is None else str(side) for side in shape))})": (),  # a shape
    "{name} {_told(shapes[name])}": (),
    "{file} {what} {', '.join(names) or 'nothing'}, where {', '.join(wanted)} is expected.": (
        "a.onnx takes x, where y is expected.",
        "a.onnx gives x, where y is expected.",
    ),
    " It holds {', '.join(inside)}.": ("It holds a, b.",),
    "{path} holds no weights named “{part}”.{others}": ("a holds no weights named “b”.",),
    "{part}-{form.value}-{_digest(layout, latent_size)}.onnx": (),  # the name of a file
    "{recipe.name}-{_fingerprint(checkpoint, recipe)}": (),  # the name of a file
    "{self._text}: {told_size(done)} of {told_size(self._total)}": ("Downloading a: 1 MB of 2 MB",),
    "Downloading {wanted.id}": (),
    "What {installed.source} holds cannot be used here. {problem}": (
        "What a/b holds cannot be used here.",
    ),
    "{size / 1000000000.0} GB": ("1.07 GB",),
    "{size / 1000000.0} MB": (),  # the same everywhere
    "{-(-size // 1000)} kB": (),
    "or bring the files another way: moebius weights import PATH": (),  # ends what is before
    "Ask for it on huggingface.co/{repository}. {_TOKEN}": ("Ask for it on huggingface.co/a/b.",),
    "A network's login page may be in between: open a browser. {_NETWORK}": (
        "A network's login page may be in between: open a browser.",
    ),
    "For a SOCKS proxy: pip install socksio. Or else use another proxy, {_IMPORT}": (
        "For a SOCKS proxy: pip install socksio.",
        "Or else use another proxy, or bring the files another way.",
    ),
    "{len(keys)} {what} ({', '.join(keys[:_NAMED])}{more})": (
        "1 missing (a)",
        "1 unexpected (a)",
        "1 of another shape (a)",
        "a, b, c and 3 more",
    ),
    " and {rest} more": (),
    "of another shape": (),
    "{key} is {given[key]}, not {shape}": (),  # a detail for an author
    "{_choice(self.installed())} What can be downloaded: moebius weights list": (
        "What can be downloaded: moebius weights list",
    ),
    "Other weights named “{before.id}” are installed already ({before.origin.value}).": (
        "Other weights named “a” are installed already (imported).",
        "imported",
        "downloaded",
    ),
    "{runtime} in {_EXACT}": ("CPU with torch in fp32",),
    "The engine {PREFIX}{files.id} cannot run on {_told_device(device)}: {'. '.join(reasons) or "
    "'nothing computes there in ' + str(precision)}.": (
        "The engine moebius:a cannot run on CUDA: it is not there.",
        "nothing computes there in bf16",
    ),
    "The engine {engine.info.name} returned {fill.shape} of {fill.dtype} for a region of "
    "{original.shape} of uint8.": (),  # a fault of an engine, for its author
    "The pixels must stay {self.size} of {self.pixels.dtype}, not {size_of(pixels)} of "
    "{pixels.dtype}.": (),  # a check of the contract between programs
}
"""What becomes of texts that are only a part of what is said, or that nobody is told."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _sayings() -> Iterator[tuple[str, str]]:
    """(file and text as in the source, an example of it) of each text of words in the core."""
    for path in sorted(_reached()):
        name = path.relative_to(_CORE).as_posix()
        if name in _NOT_TOLD_TO_PEOPLE or name.startswith("cli/"):
            continue
        tree = _tree(path)
        passed_over = {id(node) for unsaid in _unsaid(tree) for node in ast.walk(unsaid)}
        for node in ast.walk(tree):
            source, example = _text(node, as_example=False), _text(node, as_example=True)
            is_said = " " in source.strip() and any(map(str.isalpha, source))
            if is_said and id(node) not in passed_over:
                for sentence in _BECOMES.get(source, (example,)):
                    yield f"{name}: {source}", sentence


def _own_errors() -> Iterator[str]:
    """Examples of what the editor raises without translating it on the spot."""
    for path in (_ROOT / "app").rglob("*.py"):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = ast.unparse(node.exc.func)
                if name in vars(errors) or name == "ChangedOnDiskError":
                    yield from filter(None, (_text(a, as_example=True) for a in node.exc.args))


def _reached() -> set[Path]:
    """The core's files that the editor imports, at once or later, itself or through others."""
    found = {_ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in _MODULES.values()}
    waiting = [path for path in (_ROOT / "app").rglob("*.py") if path.name != "__main__.py"]
    waiting += found
    while waiting:
        new = {file for file in _imported(waiting.pop()) if _CORE in file.parents} - found
        found |= new
        waiting += new
    return found


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("moebius_core"):
            place = _ROOT.joinpath(*(node.module or "").split("."))
            for alias in node.names:
                yield from _home(place, alias.name)


def _home(place: Path, name: str) -> Iterator[Path]:
    """The files behind `from PLACE import NAME`; packages hand on what their files define."""
    module, inner = place.with_suffix(".py"), place / f"{name}.py"
    if module.is_file() or inner.is_file():
        yield module if module.is_file() else inner
        return
    defined = re.compile(rf"^(def|class) {name}\b|^{name}\b.* = ", re.MULTILINE)
    yield from (f for f in place.glob("*.py") if defined.search(f.read_text(encoding="utf-8")))
    yield place / "__init__.py"


def _unsaid(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, logging, internal errors, and the pieces of f-strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node
        elif isinstance(node, ast.JoinedStr):
            yield from node.values
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "cast":
                yield node.args[0]
            if called.lower().lstrip("_").startswith("log.") or called in _INTERNAL_ERRORS:
                yield node


def _text(node: ast.AST, *, as_example: bool) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(
        value.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
        else _filled(value, index, as_example=as_example)
        for index, value in enumerate(node.values)
    )


def _filled(value: ast.expr, index: int, *, as_example: bool) -> str:
    if as_example or not isinstance(value, ast.FormattedValue):
        return f"⟨{index}⟩"
    return "{" + ast.unparse(value.value) + "}"


_SAYINGS = list(_sayings())


def test_the_walk_finds_what_the_core_says() -> None:
    examples = {example for _, example in _SAYINGS}
    assert {"Looking at the mask", "the disk is full", "Paint over the object only."} <= examples
    assert len(examples) > 120


def test_each_saying_of_the_core_has_a_template() -> None:
    missing = [where for where, example in _SAYINGS if template_of(example) is None]
    assert missing == [], "app/language/core_texts.py lacks these"


def test_each_plain_sentence_of_the_editors_own_errors_has_a_template() -> None:
    examples = list(_own_errors())
    assert "The file was changed by another program." in examples
    assert [example for example in examples if template_of(example) is None] == []


def test_each_template_is_said_by_the_core_or_the_editor() -> None:
    said = {template_of(example) for _, example in _SAYINGS} | set(map(template_of, _own_errors()))
    assert [t for t in (*SENTENCES, *REASONS, *PARTS, *IN_WINDOW) if t not in said] == []


def test_each_template_finds_itself() -> None:
    for template in (*SENTENCES, *REASONS, *PARTS, *IN_WINDOW):
        assert template_of(template) == template


@pytest.fixture
def louder() -> Iterator[None]:
    """A translation that can be seen: capitals, placeholders as they are."""

    def translator(context: str, text: str, _comment: str, _n: int) -> str:
        assert context == "Core"
        return "".join(p if p[:1] == "{" else p.upper() for p in re.split(r"(\{\w+\})", text))

    set_translator(translator)
    yield
    set_translator(None)


@pytest.mark.usefixtures("louder")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Paint over the object only.", "PAINT OVER THE OBJECT ONLY."),
        (
            "“/a/the disk is full.jpg” could not be saved: the disk is full.",
            "“/a/the disk is full.jpg” COULD NOT BE SAVED: THE DISK IS FULL.",
        ),
        (
            "“a.jpg” cannot be read: the system says: Bad thing: 7.",
            "“a.jpg” CANNOT BE READ: THE SYSTEM SAYS: Bad thing: 7.",
        ),
        (
            "BMP files cannot carry the colour profile, the resolution: left out.",
            "BMP FILES CANNOT CARRY THE COLOUR PROFILE, THE RESOLUTION: LEFT OUT.",
        ),
        (
            "The photo is empty: it has no content at all.",
            "THE PHOTO IS EMPTY: IT HAS NO CONTENT AT ALL.",
        ),
        (
            "The mask covers the whole picture. Leave some of it unmasked: the fill is made from "
            "the rest. Nobody knows this.",
            "THE MASK COVERS THE WHOLE PICTURE. LEAVE SOME OF IT UNMASKED: THE FILL IS MADE FROM "
            "THE REST. Nobody knows this.",
        ),
        (
            "CPU in bf16 was given up for CPU with onnxruntime: The fill came out black.",
            "CPU IN bf16 WAS GIVEN UP FOR CPU WITH onnxruntime: THE FILL CAME OUT BLACK.",
        ),
        (
            "The engine moebius:a cannot run on this computer: CUDA with torch: not enough memory. "
            "DirectML: only on Windows; torch does not know it.",
            "THE ENGINE moebius:a CANNOT RUN ON THIS COMPUTER: CUDA WITH torch: NOT ENOUGH MEMORY. "
            "DirectML: ONLY ON Windows; TORCH DOES NOT KNOW IT.",
        ),
        (
            "Detail 2 of 4: Step 3 of 8",
            "DETAIL 2 OF 4: STEP 3 OF 8",
        ),
        (
            "Downloading vae: 12 MB of 1.07 GB",
            "DOWNLOADING vae: 12 MB OF 1.07 GB",
        ),
        (
            "What a/b holds cannot be used here. These weights do not fit the Moebius network: "
            "2 missing (in.weight, x and 3 more); 1 unexpected (y).",
            "WHAT a/b HOLDS CANNOT BE USED HERE. THESE WEIGHTS DO NOT FIT THE MOEBIUS NETWORK: "
            "2 MISSING (in.weight, x AND 3 MORE); 1 UNEXPECTED (y).",
        ),
        (
            "“/a/Anna with Bob in Rome.jpg” cannot be read: the disk is full.",
            "“/a/Anna with Bob in Rome.jpg” CANNOT BE READ: THE DISK IS FULL.",
        ),
        ("Nobody knows this.", "Nobody knows this."),
        ("“{path}” cannot be read: {reason}.", "“{path}” CANNOT BE READ: {reason}."),
        ("", ""),
    ],
)
def test_names_are_carried_over_and_known_reasons_told(said: str, told: str) -> None:
    assert translated(said) == told


def test_hints_on_the_command_line_become_hints_on_the_window() -> None:
    assert translated("Try fewer --workers.") == "Close other programs and try again."
    said = (
        "A network's login page may be in between: open a browser. Check the network (and "
        "HF_ENDPOINT, HTTPS_PROXY if you set them), or bring the files another way: moebius "
        "weights import PATH"
    )
    assert translated(said).endswith("if you set them), or import the files from this computer.")
    assert not any("--" in text for text in SENTENCES)


def test_a_real_error_keeps_its_path(tmp_path: Path) -> None:
    missing = tmp_path / "Ferien {2024}, a: b.jpg"
    with pytest.raises(UnreadablePhotoError) as caught:
        read_file(missing)
    assert translated(str(caught.value)) == str(caught.value)
    assert template_of(str(caught.value)) == "“{path}” cannot be read: {reason}."
