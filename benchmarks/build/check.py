"""What looking after a register of N models costs: ``python -m benchmarks.build.check [N]``.

Beside it stands the least any checker must do: PyYAML's safe loader (libyaml's parser) on the front matter of the same
files. Processor time of all processes is compared; the cores it is shared among are told by the clock.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.build.measure import Measured, lay_out, print_table, timed

READ = """
import sys, yaml, pathlib
for path in pathlib.Path(sys.argv[1]).rglob("*.md"):
    yaml.load(path.read_text("utf-8").split("\\n---\\n")[0], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""


def measure(count: int, folder: Path) -> list[Measured]:
    """Return what reading, checking and telling what waits cost for ``count`` models made in ``folder``."""
    lay_out(count, folder)
    danvan = [sys.executable, "-m", "generator"]
    model = next(path.stem for path in sorted((folder / "content" / "models").glob("*.md")))
    root = ["--root", str(folder)]
    found = [
        timed("front matter alone, PyYAML", [sys.executable, "-c", READ, str(folder / "content")]),
        timed("danvan check, from nothing", [*danvan, "check", *root]),
        timed("danvan status, from nothing", [*danvan, "status", *root]),
        timed("danvan review of one model", [*danvan, "review", model, "--by", "Ban biên tập", *root]),
    ]
    (folder / "build").mkdir()
    first = timed("danvan check, to be remembered", [*danvan, "check", *root])
    return [*found, first, timed("danvan check, nothing changed", [*danvan, "check", *root])]


def main(count: int) -> None:
    """Print the table for ``count`` models."""
    with tempfile.TemporaryDirectory() as name:
        found = measure(count, Path(name))
    print(f"{count} models\n")
    print_table("command", "front matter alone", found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 25_000)
