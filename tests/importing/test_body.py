"""The Markdown of a document shows exactly its words, and nothing of them is markup."""

import html
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.clean import clean
from generator.importing.body import markdown_of
from generator.importing.doubts import DoubtfulWord, doubtful_words, settled
from generator.markdown import blocks, plain
from generator.restore import load_restorer
from generator.tables import Tables
from tests.restore.test_restorer import MISREAD
from tests.test_markdown import LINES, rendered, written


def body_of(text: str, tables: Tables, doubts: Sequence[DoubtfulWord] = ()) -> str:
    """Return the Markdown of a text whose lines are paragraphs."""
    return markdown_of(clean(text, tables, whole=True), doubts, tables)


def seen(markdown: str) -> list[str]:
    """Return the lines a reader sees of a body as it is published."""
    page = re.sub(r"</(?:p|li|h\d|td|th)>", "\n", rendered(written(markdown)))
    return [" ".join(line.split()) for line in html.unescape(re.sub(r"<[^>]+>", "", page)).split("\n") if line.strip()]


@given(st.lists(LINES.map(lambda line: f"x {line}"), min_size=1, max_size=8))
def test_words_inside_a_paragraph_show_as_they_are(tables: Tables, lines: list[str]) -> None:
    document = clean("\n".join(lines), tables, whole=True)
    kept = [line for line in document.clean.text.split("\n") if line.strip()]
    assert seen(markdown_of(document, (), tables)) == kept


SIGNS = [
    "# Không phải đề mục",
    "> không phải trích dẫn",
    "1. Không thành danh sách đánh số lại",
    "7) Số bảy",
    ": không phải định nghĩa",
    "~~~ không phải mã",
    "``` không phải mã",
    "== a",
    "***",
    "[TOC]",
    "[^1]: không phải chú thích",
    "*[UBND]: Ủy ban",
    "[x]: http://example.org",
    "    bốn dấu cách",
    "<script>alert(1)</script>",
    "<!-- ẩn -->",
    "{{ 7 * 7 }} {% raw %}",
    "chữ {: #x onclick=alert(1) }",
    "[bấm](javascript:alert(1)) ![ảnh](//example.org/x.png)",
    "[chữ](doubt:x) [chữ](directive:y) [chữ](none:)",
    "&lt;b&gt; &#106; &amp;",
    "C:\\thu_muc\\tep_tin \\* \\[ \\`",
    "| một mình",
    "\\: đã có gạch chéo",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_what_looks_like_markup_is_text(sign: str, tables: Tables) -> None:
    lines = ["Đoạn đầu của văn bản.", sign, "Đoạn cuối của văn bản."]
    page = seen(body_of("\n".join(lines), tables))
    assert page == [lines[0], " ".join(sign.split()), lines[2]]


@pytest.mark.parametrize("rule", ["=====", "-----", "_____"])
def test_a_drawn_rule_is_no_heading_and_no_text(rule: str, tables: Tables) -> None:
    lines = ["Đoạn đầu của văn bản.", rule, "Đoạn cuối của văn bản."]
    assert seen(body_of("\n".join(lines), tables)) == [lines[0], lines[2]]
    assert "<h" not in rendered(written(body_of("\n".join(lines), tables)))


def test_headings_lists_and_notes_are_those_printed(tables: Tables) -> None:
    text = """I. TÌNH HÌNH
Mở đầu có chú thích[1].
1. Kết quả
a) Kinh tế
- Nâng cấp đường thôn;
+ Đoạn một;
+ Đoạn hai.
2. Một việc được kể trong cả một đoạn dài, có dấu chấm ở cuối câu.
[1] Theo thống kê của xã.
Còn một đoạn nữa của chú thích."""
    assert body_of(text, tables).split("\n") == [
        "## I. TÌNH HÌNH", "", "Mở đầu có chú thích[^1].", "", "### 1. Kết quả", "", "#### a) Kinh tế", "",
        "- Nâng cấp đường thôn;", "    - Đoạn một;", "    - Đoạn hai.", "",
        "2\\. Một việc được kể trong cả một đoạn dài, có dấu chấm ở cuối câu.", "",
        "[^1]: Theo thống kê của xã.", "", "    Còn một đoạn nữa của chú thích.",
    ]  # fmt: skip


def test_tables_keep_their_cells(tables: Tables) -> None:
    text = "Bảng kê:\n| Tên | Số |\n| --- | --- |\n| Tổ *tự quản* | 12 \\| 13 |\n| Ngõ <b>đẹp</b> | | 3 |\nHết bảng."
    page = rendered(written(body_of(text, tables)))
    assert re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page) == [
        "Tên", "Số", "", "Tổ *tự quản*", "12 | 13", "", "Ngõ &lt;b&gt;đẹp&lt;/b&gt;", "", "3",
    ]  # fmt: skip


def test_doubtful_words_stand_where_they_stood(tables: Tables) -> None:
    restored = load_restorer().restore(MISREAD)
    document = clean(restored.text, tables, quality="ocr")
    offsets = document.clean.origin
    raw = type(document.clean)(
        MISREAD, document.clean.text, [restored.offsets[at] if at < 2**32 - 1 else at for at in offsets]
    )
    doubts = doubtful_words(raw, restored)
    assert len(doubts) == len(restored.doubtful) > 0
    for doubt, token in zip(doubts, restored.doubtful, strict=True):
        assert raw.text[doubt.span.start : doubt.span.end] == restored.text[token.start : token.end].strip()
        assert doubt.raw == MISREAD[token.raw_start : token.raw_end]
    body = markdown_of(document, doubts, tables)
    assert body.count("](doubt:") == len(doubts)
    assert re.sub(r"\[([^\]]*)\]\(doubt:[^)]*\)", r"\1", body) == markdown_of(document, (), tables)
    unmarked = re.sub(r"\[([^\]]*)\]\(doubt:[^)]*\)", r"\1", body)
    words = [re.findall(r"\w+", plain(one, blocks(one))) for one in (body, unmarked)]
    assert words[0] == words[1]


def test_what_a_person_settled_is_collected() -> None:
    proposed = (
        "## I\n\nThôn [Đông](doubt:D%C3%A9ng) Hòa [đã](doubt:da) [vận](doubt:van%20) động.\n\nCòn [ngờ](doubt:ngd)."
    )
    kept = "## I\n\nThôn Đồng Hòa [đã](doubt:da) vận động.\n\nCòn [ngờ](doubt:ngd). Thêm lời.\n"
    found = [(one.raw, one.guess, one.true) for one in settled(proposed, kept)]
    assert found == [("Déng", "Đông", "Đồng"), ("van ", "vận", "vận")]
