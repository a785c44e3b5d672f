"""Prove that the built folder works on its own: it starts, knows its version, and plays the sample day.

python packaging/check_frozen.py dist/zhanggui
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = "zhanggui-cli.exe" if os.name == "nt" else "zhanggui-cli"
TIMEOUT_S = 300


def run(folder: Path, *arguments: str) -> str:
    """Run the built command away from the checkout and from this Python; return what it printed."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(folder / COMMAND), *arguments],
        cwd=folder,
        env=surroundings | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{COMMAND} {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    """Check one built folder."""
    folder = Path(sys.argv[1]).resolve()
    version = run(folder, "--version").strip()
    with tempfile.TemporaryDirectory() as out:
        run(folder, "sample", "--day", "--out", out)
        made = sorted(path.name for path in Path(out).rglob("*") if path.is_file())
    if not made:
        sys.exit("the sample day made no file")
    print(f"{version}: {len(made)} files made by the sample day")
    return 0


if __name__ == "__main__":
    sys.exit(main())
