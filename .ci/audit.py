"""What the program is made of: known vulnerabilities, licences, and a bill of materials for each release.

Writes ``dist/danvan.cdx.json`` (CycloneDX) and ``dist/licences.md`` of the packages in ``.venv``. Vulnerabilities are
asked of PyPI's database; what it could not be asked about is said and counted, never taken for sound. Leaves with 1 if
a package has a known vulnerability or a licence that forbids passing the program on, else with 0.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = "Scripts" if sys.platform == "win32" else "bin"
TOOLS = ROOT / ".venv-audit"
PYTHON = ROOT / ".venv" / BIN / "python"
DIST = ROOT / "dist"
REFUSED = ("UNKNOWN", "Proprietary", "Non-Commercial")
"""Parts of licence names that need a person's look before a release."""
LOOKED_AT = {"axe-playwright-python": "MIT, by the LICENSE file in its wheel; it does not name it in its metadata"}
"""Packages a person looked at, and what was found."""


def main() -> int:
    """Make the tools' environment if it is missing and run all three."""
    if not (TOOLS / BIN / "pip-audit").exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS)], check=True)
        tools = ROOT / ".ci" / "audit-tools.txt"
        subprocess.run([str(TOOLS / BIN / "pip"), "install", "-q", "-r", str(tools)], check=True)
    DIST.mkdir(exist_ok=True)
    bill_of_materials()
    return max(licences(), vulnerabilities())


def bill_of_materials() -> None:
    target = DIST / "danvan.cdx.json"
    pyproject = str(ROOT / "pyproject.toml")
    told = ("--output-reproducible", "--no-validate", "--pyproject", pyproject)  # validating takes minutes
    tool("cyclonedx-py", "environment", *told, "-o", str(target), str(PYTHON))
    parts = json.loads(target.read_text(encoding="utf-8"))["components"]
    print(f"{target.relative_to(ROOT)}: {len(parts)} components")


def licences() -> int:
    told = tool("pip-licenses", f"--python={PYTHON}", "--format=json", "--with-urls")
    packages = sorted(json.loads(told), key=lambda one: one["Name"].lower())
    rows = [f"| {one['Name']} | {one['Version']} | {one['License']} |" for one in packages]
    text = "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows, ""])
    (DIST / "licences.md").write_text(text, encoding="utf-8")
    doubtful = [one["Name"] for one in packages if any(word in one["License"] for word in REFUSED)]
    refused = [name for name in doubtful if name not in LOOKED_AT]
    print(f"dist/licences.md: {len(packages)} packages; to look at: {', '.join(refused) or 'none'}")
    return 1 if refused else 0


def vulnerabilities() -> int:
    pinned = str(ROOT / "constraints.txt")
    command = ["--requirement", pinned, "--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run([str(TOOLS / BIN / "pip-audit"), *command], capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        print(f"NOT AUDITED: the vulnerability service did not answer.\n{done.stderr.strip()[-300:]}")
        return 0
    return judged(packages)


def judged(packages: list[dict[str, object]]) -> int:
    """Print what the service said of ``packages`` and return the exit code it deserves."""
    unknown = [str(one["name"]) for one in packages if "skip_reason" in one]
    found = [(one["name"], vuln) for one in packages for vuln in one.get("vulns", ())]  # type: ignore[attr-defined]
    for name, vuln in found:
        print(f"{name}: {vuln['id']}, fixed in {', '.join(vuln['fix_versions']) or 'no version yet'}")
    if unknown:
        print(f"NOT AUDITED: {len(unknown)} of {len(packages)} packages, of which the service knows nothing here.")
    print(f"vulnerabilities: {len(found)} in {len(packages) - len(unknown)} packages audited")
    return 1 if found else 0


def tool(name: str, *arguments: str) -> str:
    """Run one of the tools and return what it printed; stop if it fails."""
    command = [str(TOOLS / BIN / name), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
