"""The public site of content with secrets is the site of content in which the secrets were never written."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.audience import for_audience
from generator.audience.references import REFERENCES
from generator.diagnostics import Severity
from generator.pipeline import build, load_site
from generator.read.content import read_content
from generator.records import RECORDS, Audience, Item
from generator.render import render_site
from generator.render.search_index import search_table_script
from generator.render.views import Views
from generator.resolve import resolve_site
from generator.tables import Tables
from generator.write import write_pages
from tests.audience.content import DRAFTS, POINTING, keys, write_bare, write_marked
from tests.conftest import ROOT

SHARED = ("site_config", "overrides", "node_modules", "mkdocs.yml")
SECRETS = st.frozensets(st.sampled_from(sorted(keys())), max_size=30)
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""No shrinking: an example takes a second."""


def furnished(folder: Path) -> Path:
    """Give ``folder`` what a site needs besides content."""
    folder.mkdir(exist_ok=True)
    for name in SHARED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def documents(root: Path, tables: Tables) -> dict[str, bytes]:
    """Every page and the search table, as made for the public from the content below ``root``, which has no error."""
    content = read_content(root, tables)
    entries, marks = for_audience(content.entries, tables, Audience.PUBLIC)
    site, found = resolve_site(entries, tables)
    errors = [one for one in (*content.diagnostics, *marks, *found) if one.severity is Severity.ERROR]
    assert not errors
    views = Views(site)
    list(write_pages(render_site(site), root / "docs"))
    (root / "docs" / "table.js").write_text(search_table_script(views), encoding="utf-8")
    return files(root / "docs")


@given(secrets=SECRETS)
@settings(max_examples=12, phases=QUICK)
def test_secrets_might_as_well_never_have_been_written(tables: Tables, secrets: frozenset[tuple[str, ...]]) -> None:
    with TemporaryDirectory() as name:
        marked, bare = Path(name) / "marked", Path(name) / "bare"
        write_marked(marked, secrets)
        write_bare(bare, secrets)
        assert documents(marked, tables) == documents(bare, tables)


def test_the_built_sites_are_the_same_bytes(tmp_path: Path) -> None:
    secrets = {
        ("reports/nam-truoc",), ("directives/ke-hoach-70",), ("models/nha-ben",), ("pages/loi-ke",),
        ("models/bep-am", "unit"), ("models/bep-am", "sources", "0"), ("models/bep-am", "status", "1"),
        ("reports/an-lac", "body", "1"), ("reports/an-lac", "body", "5"), ("reports/an-lac", "figures", "0"),
    }  # fmt: skip
    for write in (write_marked, write_bare):
        folder = furnished(tmp_path / write.__name__)
        write(folder, secrets)
        for name in ("gioi-thieu", "huong-dan-dong-gop", "thuat-ngu"):
            page = ROOT / "tests" / "small" / "content" / "pages" / f"{name}.md"
            (folder / "content" / "pages" / page.name).write_bytes(page.read_bytes())
        build(folder, lambda _: None)
    for made in ("docs", "site"):
        assert files(tmp_path / "write_marked" / "build" / made) == files(tmp_path / "write_bare" / "build" / made)


def test_the_internal_audience_sees_everything_as_written(tmp_path: Path, tables: Tables) -> None:
    write_marked(tmp_path, set(keys()))
    entries = read_content(tmp_path, tables).entries
    assert for_audience(entries, tables, Audience.INTERNAL) == (entries, ())
    assert len(entries) == len(DRAFTS)


def test_every_field_that_names_other_records_is_known() -> None:
    """A field of ids that ``REFERENCES`` does not know would let a reference to a hidden record through."""
    items = Item.__subclasses__()
    for schema in (*RECORDS, *items):
        for name, field in schema.model_fields.items():
            ids = "a-z0-9" in repr(field.annotation) or "a-z0-9" in repr(field.metadata)
            if ids and name not in ("id", "aliases", "sha256"):
                assert name in REFERENCES, (schema, name)
    assert POINTING.keys() <= REFERENCES.keys()


@pytest.mark.parametrize("audience", list(Audience))
def test_complaints_name_the_line_of_the_file(tmp_path: Path, audience: Audience) -> None:
    furnished(tmp_path)
    path = tmp_path / "content" / "models" / "x.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\nid: x  # Zqx\nname: X\nfigures:\n  - value: 1\n    audience: internal\n    unit: m\n    what: y\n"
        "field_audience: {unit: internal}\nunit: Z\nreports: [a,\n  b]\n---\nMột\n\n::: internal\nHai\n:::\n\n"
        "[Ba](model:y)\n\n::: internal\nBốn\n:::\nNăm\n[Sáu](model:z)\n",
        encoding="utf-8",
    )
    _, diagnostics = load_site(tmp_path, audience)
    assert [(one.code, one.location.line) for one in diagnostics] == [("DV301", n) for n in (11, 12, 20, 26)]
