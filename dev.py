"""Sets the project up and runs it: ``python3 dev.py serve`` the site, ``python3 dev.py test`` every test,
``python3 dev.py audit`` lists what it is made of and what is known against that (see .ci/audit.py).

Needs Python 3.11 or later and nothing else; what is missing is installed, a second run finds it in place. Run by
another Python (``python3.13 dev.py test``) it makes the environment again with that one. Works on Debian; on Windows
and macOS except for the system programs of the tests, which are named where they are missing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SOURCES = ("pyproject.toml", "constraints.txt", "package.json")
DEBIAN = {  # program: package, for the tests of formats and of the built site
    "chromium": "chromium",
    "tesseract": "tesseract-ocr",
    "soffice": "libreoffice-writer-nogui",
}
DEBIAN_PARTS = {("soffice", "libsclo.so"): "libreoffice-calc-nogui"}  # (program, file beside it): package
DEBIAN_DATA = ("tesseract-ocr-vie", "fonts-noto-core")
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto"),
)


def main(arguments: list[str]) -> int:
    """Run ``serve``, ``test`` or ``audit`` with the rest of the arguments."""
    if not arguments or arguments[0] not in ("setup", "serve", "test", "audit"):
        print(__doc__)
        return 2
    command, rest = arguments[0], arguments[1:]
    install(extras="dev" if command == "test" else "")
    if command == "serve":
        return run(BIN / "danvan", "serve", "--root", ROOT, *rest)
    if command == "audit":
        return run(sys.executable, ROOT / ".ci" / "audit.py")
    if command == "test":
        install_programs()
        return max((run(BIN / name, *options, *(rest if name == "pytest" else ())) for name, *options in CHECKS))
    return 0


def install(extras: str) -> None:
    """Make the virtual environment and put in it, and in ``node_modules``, what the project declares."""
    if made_with() != sys.version_info[:2]:
        make_environment()
    stamp = VENV / f"installed-{extras or 'run'}"
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in SOURCES) + str(ROOT).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    project = f"{ROOT}[{extras}]" if extras else str(ROOT)
    must(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", ROOT / "constraints.txt",
         "--editable", project)  # fmt: skip
    lean = () if extras else ("--omit=dev",)
    must(BIN / "npm", "install", *lean, "--no-package-lock", "--ignore-scripts", "--no-audit",
         "--no-fund", "--loglevel=error", "--prefix", ROOT)  # fmt: skip
    stamp.write_text(wanted)


def made_with() -> tuple[int, ...]:
    """Return major and minor version of the Python of ``.venv``, nothing where there is none."""
    told = VENV / "pyvenv.cfg"
    found = re.search(r"^version(?:_info)? = (\d+)\.(\d+)", told.read_text(), re.M) if told.is_file() else None
    return tuple(map(int, found.groups())) if found and PYTHON.is_file() else ()


def make_environment() -> None:
    """Make ``.venv``; Debian ships the means for it as a package of its own."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        apt("python3-venv", f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install_programs() -> None:
    """Install the programs that some tests need and the machine lacks."""
    missing = [package for program, package in DEBIAN.items() if not shutil.which(program)]
    missing += [package for (program, part), package in DEBIAN_PARTS.items() if not stands_beside(program, part)]
    if missing:
        apt(*missing, *DEBIAN_DATA)


def stands_beside(program: str, part: str) -> bool:
    """Return whether ``program`` is installed with ``part``: soffice is there with any one of its applications."""
    found = shutil.which(program)
    return bool(found) and Path(str(found)).resolve().with_name(part).is_file()


def apt(*packages: str) -> None:
    """Install Debian packages, or say which are needed where this is not Debian."""
    if not shutil.which("apt-get"):
        print(f"Please install: {', '.join(packages)}", file=sys.stderr)
        return
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for action in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run([*sudo, "apt-get", *action], check=True, env=environment, stdout=subprocess.DEVNULL)


def run(*command: object) -> int:
    """Run a command in the project's folder and return its exit code."""
    print("$", *(Path(part).name if isinstance(part, Path) else part for part in command), flush=True)
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


def must(*command: object) -> None:
    """Run a command; where it fails, say which one did and stop with its exit code."""
    code = run(*command)
    if code:
        print(
            f"{Path(str(command[0])).name} ended with exit code {code}; the line above shows its call.", file=sys.stderr
        )
        sys.exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
