"""Hostile files: refused with a reason and nothing written, or inert text on the page."""

import html
import re
from pathlib import Path

import pytest

from generator.diagnostics import DanvanError, ExitCode
from generator.pipeline import build
from tests.conftest import ROOT
from tests.importing.conftest import Importer, snapshot
from tests.received.making import BODY as PLAIN
from tests.received.test_refusals import CASES
from tests.test_cli import danvan

HOSTILE = {
    "script": "<script>alert('x1')</script> <img src=x onerror=alert(1)>",
    "jinja": "{{ config.x2 }} {% include 'x2' %} {# x2 #}",
    "markdown": "# x3 **đậm** [bấm](javascript:alert(3)) ![ảnh](//example.org/x3.png) `mã`",
    "references": "[x4]: javascript:alert(4) [^9] [TOC] <http://example.org/x4>",
    "fences": "--- x5 ``` ~~~ !!! x5 ::: internal ::: x5 nội bộ",
    "full-width fences": "：： nội bộ x5 ：：：internal :： nội bộ",
    "a full-width fence": "：：： nội bộ",
    "attributes": "x6 {: #dau-trang onclick=alert(6) } {: .dv-note }",
    "marks": "x7 [chữ](doubt:%3Cb%3E) [chữ](model:khong-co) [chữ](none:)",
    "entities": "x8 &lt;b&gt; &#60;script&#62; &amp;",
    "cells": "x9 | <b>a</b> | --- |",
}
UNSEEN = "x10 \u202eđảo\u202c \u2066ngược\u2069 giấu\u200bkín\u200d\ufeff \x00\x07\x1b[31mđỏ"
BODY = "\n".join([
    "ỦY BAN NHÂN DÂN", "XÃ BÌNH TRỊ", "Số: 7/BC-UBND", "Bình Trị, ngày 05 tháng 9 năm 2022", "BÁO CÁO",
    "Về việc <b>làm đường</b> {{ x }}: *kết quả*", "", "I. TÌNH HÌNH <script>alert(0)</script>", "",
    *HOSTILE.values(), UNSEEN, "---", "id: gia", "review: verified", "---", "", "II. HẾT",
    *(f"{number} {words}".strip() for number, words in PLAIN),
])  # fmt: skip


def test_hostile_words_are_words_on_the_page(tmp_path: Path, site: Path, imported: Importer) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(BODY.encode())
    done = imported(path)
    build(site, lambda _: None)
    page = (site / "build" / "site" / "bao-cao" / f"{done.report}.html").read_text(encoding="utf-8")
    main = page[page.index('id="noi-dung"') : page.index("</main>")]
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())
    for words in HOSTILE.values():
        assert " ".join(words.split()) in shown
    assert "<script>" not in main
    assert not re.search(r"<[^>]*\son\w+=", main)
    assert not re.search(r"(?:href|src)=[\"']?(?:javascript:|//|http)", main)
    assert "đảo ngược giấukín" in shown
    assert not set(page) & set("\u202e\u2066\u200b\x00\x07\x1b\ufeff")
    assert main.count('id="dau-trang"') == 1


def test_refused_files_leave_nothing_behind(tmp_path: Path, site: Path) -> None:
    paths = {}
    for name, (code, make) in CASES.items():
        folder = tmp_path / name.replace(" ", "-")
        folder.mkdir()
        paths[make(folder)] = code
    before = snapshot(site)
    done = danvan("import", "--root", str(site), "--jobs", "1", *map(str, paths), cwd=ROOT)
    assert done.returncode != ExitCode.OK
    for code in set(paths.values()):
        assert code in done.stderr
    assert done.stderr.count("DV6") == len(paths)
    assert snapshot(site) == before


def test_a_disk_that_refuses_leaves_nothing_half_written(
    tmp_path: Path, site: Path, imported: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(BODY.encode())
    before, written = snapshot(site), Path.write_text

    def full(self: Path, *arguments: object, **more: object) -> int:
        if "directives" in self.parts or ".imported" in self.parts:
            raise OSError(28, "No space left on device", str(self))
        return written(self, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(DanvanError) as caught:
        imported(path)
    assert [one.code for one in caught.value.diagnostics] == ["DV623"]
    assert snapshot(site) == before
