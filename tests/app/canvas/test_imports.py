import subprocess
import sys

QT_FREE = ("viewport", "sampling", "pyramid", "sources", "patterns", "renderer", "gesture")


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_all_but_the_widget_works_without_qt() -> None:
    modules = ", ".join(f"app.canvas.{name}" for name in QT_FREE)
    assert not {name for name in loaded_by(modules) if name.startswith("PySide6")}


def test_the_window_does_not_wait_for_the_picture_libraries() -> None:
    assert not {"cv2", "PIL", "moebius_core.inpaint"} & loaded_by("app.canvas.view")
