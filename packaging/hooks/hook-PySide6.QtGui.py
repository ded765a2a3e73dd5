"""Instead of PyInstaller's hook: plugins that stay out must not bring their libraries along."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from moebius_build.contents import is_left_out

hiddenimports, _binaries, datas = add_qt6_dependencies(__file__)
binaries = [row for row in _binaries if not is_left_out(f"{row[1]}/{row[0].rpartition('/')[2]}")]
