"""Make .venv hold exactly what a requirement list pins; does nothing when it already does.

    python packaging/environment.py requirements.txt        to run the program
    python packaging/environment.py requirements-dev.txt    to test and package it as well

Standard library only. Runs on Linux and Windows.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_LIST, DEV_LIST = "requirements.txt", "requirements-dev.txt"


def fingerprint() -> str:
    """Change whenever a pin, this Python or the place of the folder changes."""
    parts = [sys.version, sys.base_prefix, str(VENV)]
    parts += [(HERE / name).read_text(encoding="utf-8") for name in (RUN_LIST, DEV_LIST)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def stamp_of(requirements: str) -> Path:
    """Where we note what was installed last."""
    return VENV / f"{requirements}.installed"


def is_ready(requirements: str) -> bool:
    """Tell whether the environment was made from these pins, by this Python, in this place."""
    stamp = stamp_of(requirements)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint()


def install(requirements: str) -> None:
    """Add to a fresh environment, or build it anew so that nothing of an older list stays behind."""
    print(f"准备环境 Preparing .venv: {requirements}", flush=True)
    if not is_ready(RUN_LIST):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "install", "-qq", "--requirement", str(HERE / requirements)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    # The list for development includes the other one.
    for name in {requirements, RUN_LIST}:
        stamp_of(name).write_text(fingerprint(), encoding="ascii")


def main() -> int:
    """Install one list if need be."""
    requirements = sys.argv[1] if len(sys.argv) > 1 else RUN_LIST
    if is_ready(requirements):
        return 0
    try:
        install(requirements)
    except subprocess.CalledProcessError as problem:
        print(f"安装失败 Could not install: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
