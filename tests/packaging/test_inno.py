"""The installer for Windows: what its script says, line by line."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from platformdirs.windows import Windows

from moebius_build import inno, windows_signing
from moebius_build.desktop import kinds_opened_by
from moebius_build.edition import Edition
from moebius_build.tree import PACKAGING
from moebius_core.formats.kinds import READABLE, FileKind

SUFFIXES = {suffix for suffixes in READABLE.values() for suffix in suffixes}
ALL = tuple(FileKind)


@pytest.fixture(autouse=True)
def _unsigned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in (windows_signing.THUMBPRINT_VARIABLE, inno.COMPILER_VARIABLE):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program as the build leaves it, without its contents."""
    folder = tmp_path / "program"
    for name in ("moebius.exe", "moebius-cli.exe", "_internal/onnxruntime/capi/DirectML.dll"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"MZ")
    return folder


@pytest.fixture
def text(folder: Path, tmp_path: Path) -> str:
    return inno.script(
        folder,
        tmp_path / "out",
        "setup",
        "1.2.3",
    )


def _section(text: str, name: str) -> list[str]:
    body = re.search(rf"^\[{name}\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    assert body is not None, name
    lines = [line.strip() for line in body[1].splitlines()]
    return [line for line in lines if line and not line.startswith(";")]


def _settings(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in _section(text, "Setup"))


def test_it_never_asks_for_an_administrator(text: str) -> None:
    settings = _settings(text)

    assert settings["PrivilegesRequired"] == "lowest"
    assert "PrivilegesRequiredOverridesAllowed" not in settings
    assert settings["DefaultDirName"] == r"{localappdata}\Programs\Moebius"
    assert not re.search(r"HKLM|HKCR|HKA\b|\{commonpf|\{win\}|\{sys\}", text)


def test_it_is_stamped_and_named(text: str, tmp_path: Path) -> None:
    settings = _settings(text)

    assert (settings["AppVersion"], settings["VersionInfoVersion"]) == ("1.2.3", "1.2.3.0")
    assert (settings["TouchDate"], settings["TouchTime"]) == ("2023-11-14", "22:13")
    assert settings["OutputBaseFilename"] == "setup"
    assert settings["OutputDir"] == str(tmp_path / "out")
    assert settings["AppId"].startswith("{{")  # a lone brace would be a constant


def test_it_closes_a_running_program_politely_and_is_for_64_bits(text: str) -> None:
    settings = _settings(text)

    assert settings["CloseApplications"] == "yes"  # not force
    assert settings["ArchitecturesAllowed"] == "x64compatible"
    assert settings["ArchitecturesInstallIn64BitMode"] == "x64compatible"


def test_it_speaks_the_programs_languages(text: str) -> None:
    languages = [re.findall(r'"(.*?)"', line) for line in _section(text, "Languages")]

    assert [name for name, _ in languages] == ["en", "de", "zh"]
    told = [line.split("=")[0].split(".") for line in _section(text, "CustomMessages")]
    assert len({tuple(each) for each in told}) == len(told)
    by_language = {name: {key for lang, key in told if lang == name} for name, _ in languages}
    assert by_language["en"] == by_language["de"] == by_language["zh"]


def test_an_upgrade_takes_out_the_old_libraries_alone(text: str) -> None:
    assert _section(text, "InstallDelete") == ['Type: filesandordirs; Name: "{app}\\_internal"']


def test_it_installs_the_folder_and_nothing_else(text: str, folder: Path) -> None:
    flags = "ignoreversion recursesubdirs createallsubdirs touch"

    assert _section(text, "Files") == [f'Source: "{folder}\\*"; DestDir: "{{app}}"; Flags: {flags}']


def test_the_start_menu_has_it_and_the_desktop_only_on_request(text: str) -> None:
    menu, desktop = _section(text, "Icons")

    assert menu.startswith(r'Name: "{autoprograms}\Moebius"; Filename: "{app}\moebius.exe"')
    assert desktop.startswith(r'Name: "{autodesktop}\Moebius"')
    assert desktop.endswith("Tasks: desktopicon")
    (task,) = _section(text, "Tasks")
    assert task.endswith("Flags: unchecked")


def test_every_line_of_the_registry_is_the_persons_own(folder: Path, text: str) -> None:
    pattern = re.compile(
        r'Root: HKCU; Subkey: "Software\\[^"]+"; '
        r'(ValueType: none|ValueType: string; ValueName: "[^"]*"; ValueData: "([^"]|"")*"); '
        r"Flags: (uninsdeletekey|uninsdeletekeyifempty|uninsdeletevalue uninsdeletekeyifempty)"
    )
    lines = _section(text, "Registry")

    assert all(pattern.fullmatch(line) for line in lines)
    assert len(lines) == len(inno.registry(kinds_opened_by(folder)))


def test_no_kind_of_file_changes_hands() -> None:
    for row in inno.registry(ALL):
        suffix = re.fullmatch(r"Software\\Classes\\(\.\w+)", row.key)
        if suffix:  # the value of this key would be the default
            assert row.data is None
            assert row.is_shared
        assert "UserChoice" not in row.key


def test_each_suffix_is_offered_in_three_places() -> None:
    rows = inno.registry(ALL)

    offered = {row.key.split("\\")[2] for row in rows if row.key.endswith("OpenWithProgids")}
    supported = {row.name for row in rows if row.key.endswith("SupportedTypes")}
    listed = {row.name for row in rows if row.key.endswith("FileAssociations")}
    assert offered == supported == listed == SUFFIXES


def test_kinds_that_the_build_cannot_open_are_not_offered(folder: Path, text: str) -> None:
    assert kinds_opened_by(folder) == [
        kind for kind in FileKind if kind not in (FileKind.HEIC, FileKind.RAW)
    ]
    assert ".heic" not in text
    assert ".jpg" in text


def test_photos_open_with_their_path_quoted() -> None:
    commands = {row.data for row in inno.registry(ALL) if row.key.endswith(r"open\command")}

    assert commands == {r'"{app}\moebius.exe" "%1"'}


def test_uninstalling_takes_what_is_shared_by_value_and_what_is_ours_whole() -> None:
    for row in inno.registry(ALL):
        ours = re.match(
            r"Software\\(Moebius\b|Classes\\(Moebius\.Photo|Applications\\moebius\.exe)\b"
            r"|Microsoft\\Windows\\CurrentVersion\\App Paths\\moebius\.exe)",
            row.key,
        )
        assert row.is_shared == (ours is None)


def test_what_is_asked_about_on_uninstalling_is_where_the_program_keeps_it(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: "LOCAL")
    places = Windows("moebius", appauthor=False)

    assert r"Own := ExpandConstant('{localappdata}\moebius')" in text
    for kind in ("config", "data", "state", "cache", "log"):
        path = Path(getattr(places, f"user_{kind}_dir").replace("\\", "/"))
        assert path.parts[:2] == ("LOCAL", "moebius")


def test_the_persons_files_stay_unless_they_say_yes(text: str) -> None:
    code = text[text.index("[Code]") :]

    assert "MB_YESNO or MB_DEFBUTTON2, IDNO) = IDYES" in code
    assert "not UninstallSilent" in code
    assert "[UninstallDelete]" not in text


def test_the_chinese_words_keep_the_placeholders_of_the_english() -> None:
    lines = (PACKAGING / "windows" / "chinese.isl").read_text(encoding="utf-8").splitlines()
    rows = [line.split("=", 1) for line in lines if "=" in line and not line.startswith(";")]

    assert len({key for key, _ in rows}) == len(rows)
    told = dict(rows)
    assert "%1" in told["UninstalledAll"]
    assert {"%1", "%2"} <= set(re.findall(r"%\d", told["WinVersionTooLowError"]))
    assert all("[name]" in told[key] for key in ("SelectDirDesc", "ReadyLabel1", "FinishedLabel"))


def test_the_compiler_gets_script_icon_pictures_and_texts_side_by_side(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def compile_it(words: list[str], **_: object) -> None:
        called.append(words)
        text = Path(words[-1]).read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")  # told apart from the system's code page by this
        for line in text.decode("utf-8-sig").splitlines():
            key, _, value = line.partition("=")
            if key in ("WizardSmallImageFile", "WizardImageFile", "SetupIconFile"):
                assert all((Path(words[-1]).parent / each).is_file() for each in value.split(","))
        assert (Path(words[-1]).parent / "chinese.isl").is_file()

    monkeypatch.setattr(inno, "BUILD", tmp_path / "build")
    monkeypatch.setattr(subprocess, "run", compile_it)
    monkeypatch.setenv(inno.COMPILER_VARIABLE, "iscc")

    made = inno.make(folder, tmp_path / "out", Edition.LIGHT, "1.2.3")
    full = inno.make(folder, tmp_path / "out", Edition.FULL, "1.2.3")

    assert made == tmp_path / "out" / "moebius-1.2.3-windows-x64-setup.exe"
    assert full.name == "moebius-1.2.3-full-windows-x64-setup.exe"
    assert [words[:2] for words in called] == [["iscc", "/Qp"]] * 2


def test_a_missing_compiler_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(FileNotFoundError, match="Inno Setup 6 is not installed"):
        inno.compiler()

    usual = tmp_path / "Inno Setup 6" / "ISCC.exe"
    usual.parent.mkdir()
    usual.touch()

    assert inno.compiler() == str(usual)
