"""What Linux must lend us before Python can help itself: Qt's libraries, a Chinese font, a working venv.

Looks for each thing itself rather than asking the package manager what it believes to have installed.
Installs what is missing when it may (root, or sudo without a password); else prints the one command to type.
Standard library only: this runs before anything is installed.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# From the NEEDED lists of the PySide6 6.11 wheel: core, widgets, svg, network, print, and the platform
# plugins xcb, wayland and offscreen. Newer releases of Debian and Ubuntu provide these names as well.
NEEDED_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Without these the program starts, but cannot print through CUPS.
WANTED_LIBRARIES = {"libcups.so.2": "libcups2"}

# A font with TrueType outlines, which a PDF can embed. Noto CJK has PostScript outlines and does not count.
FONT_PACKAGE = "fonts-wqy-microhei"
FONT_FILE = "wqy-microhei.ttc"
FONT_FOLDER = Path("/usr/share/fonts")

# Wait (seconds) for another installer to end; try a download again; no progress bar in a log.
APT_OPTIONS = ("-oDPkg::Lock::Timeout=300", "-oAcquire::Retries=3", "-oDpkg::Use-Pty=0")


def is_loadable(library: str) -> bool:
    """Ask the dynamic loader, the only one who knows."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    """Look for the font by its file name."""
    return any(FONT_FOLDER.rglob(FONT_FILE))


def packages_of(libraries: dict[str, str]) -> list[str]:
    """Name the packages of those libraries that cannot be loaded."""
    return [package for library, package in libraries.items() if not is_loadable(library)]


def needed_packages() -> list[str]:
    """Name what the program cannot start without."""
    missing = packages_of(NEEDED_LIBRARIES)
    # Debian ships the venv module without ensurepip, the part that makes it useful.
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing


def wanted_packages() -> list[str]:
    """Name what the program can start without, but a person would miss."""
    return packages_of(WANTED_LIBRARIES) + ([] if has_font() else [FONT_PACKAGE])


def right_to_install() -> list[str] | None:
    """Return the words to put before a command that needs root; None when we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def install(packages: Iterable[str], as_root: list[str]) -> None:
    """Install by apt-get; whoever calls looks afterwards whether it helped."""
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *APT_OPTIONS]
    # One dead source among several makes `update` fail although the packages can be had.
    subprocess.run([*apt, "update"], check=False, stdin=subprocess.DEVNULL)
    arguments = ["install", "--yes", "--no-install-recommends", *packages]
    subprocess.run([*apt, *arguments], check=False, stdin=subprocess.DEVNULL)


def ask_for(needed: list[str], wanted: list[str]) -> None:
    """Print the one command that a person must type."""
    if needed:
        print(
            "缺少系统组件，程序无法启动。 Missing: the program cannot start without these.", file=sys.stderr
        )
    else:
        print("缺少中文字体或打印组件。 Missing: a Chinese font or printing.", file=sys.stderr)
    packages = " ".join(needed + wanted)
    if shutil.which("apt-get"):
        print("请运行 Please run:", file=sys.stderr)
        print(f"\n    sudo apt-get install --no-install-recommends {packages}\n", file=sys.stderr)
    else:
        print(f"请安装与这些 Debian 软件包相当的组件 Please install what equals: {packages}", file=sys.stderr)


def main() -> int:
    """Look, install if need be and allowed, look again; 1 when the program could not start."""
    if not sys.platform.startswith("linux"):
        return 0
    needed, wanted = needed_packages(), wanted_packages()
    if not needed and not wanted:
        return 0
    as_root = right_to_install()
    if as_root is not None and shutil.which("apt-get"):
        print(f"安装系统组件 Installing: {' '.join(needed + wanted)}", flush=True)
        install(needed + wanted, as_root)
        importlib.invalidate_caches()
        needed, wanted = needed_packages(), wanted_packages()
    if needed or wanted:
        ask_for(needed, wanted)
    return 1 if needed else 0


if __name__ == "__main__":
    sys.exit(main())
