"""Bodies: blocks, links and anchors go through, everything else of an author shows as text."""

import html
import re
from itertools import pairwise
from urllib.parse import unquote

import markdown as python_markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as html5

from generator.entities import Kind, Ref, Span
from generator.markdown import BlockKind, author_links, blocks, plain
from generator.render.markdown import body, bullets, facts, section, table, words
from generator.site import Body, BodyLink
from tests.conftest import ROOT

CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
LABELS = {"doubtful": "Chữ không chắc, máy quét đọc là:", "internal_begin": "Nội bộ:", "internal_end": "Hết."}
NAMES = [next(iter(one)) if isinstance(one, dict) else one for one in CONFIG]
LINES = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80)
ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[bấm](javascript:alert(1))",
    "[bấm][x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![ảnh](https://example.org/x.png)",
    "Chữ {: onclick=alert(1) }",
    "Chữ\n{: #p2 onclick=alert(1) }",
    "&#106;avascript &lt;b&gt;",
    "**đậm** <b>thô</b>",
    "> <iframe src=//example.org></iframe>",
]


def rendered(text: str) -> str:
    return python_markdown.markdown(text, extensions=NAMES)


def shown(text: str) -> str:
    """What a reader sees of rendered Markdown."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", rendered(text))).split())


def written(text: str, *links: BodyLink, anchors: bool = False) -> str:
    return body(Body(text, blocks(text), links), "bao-cao/x.md", anchors, LABELS)


def test_blocks_are_told_apart() -> None:
    text = "# A\n\nMột\nhai\n\n- ba\n  bốn\n- năm\n\n| a |\n|---|\n\n```\n# không\n```\n\n[^1]: chú thích\n---"
    assert [(b.kind, text[b.span.start : b.span.end]) for b in blocks(text)] == [
        (BlockKind.HEADING, "# A"),
        (BlockKind.PARAGRAPH, "Một\nhai"),
        (BlockKind.ITEM, "- ba\n  bốn"),
        (BlockKind.ITEM, "- năm"),
        (BlockKind.TABLE, "| a |\n|---|"),
        (BlockKind.CODE, "```\n# không\n```"),
        (BlockKind.FOOTNOTE, "[^1]: chú thích"),
        (BlockKind.RULE, "---"),
    ]


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_prose_has_the_length_of_the_body_and_blocks_do_not_overlap(text: str) -> None:
    found = blocks(text)
    assert len(plain(text, found)) == len(text)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert len({block.anchor for block in found}) == len(found)


def test_prose_has_no_headings_links_or_marks() -> None:
    text = "## Chỉ thị\n\nTheo **Chỉ thị** [số 1](directive:a) và `mã`."
    assert plain(text, blocks(text)).split() == ["Theo", "Chỉ", "thị", "và", "."]


def test_author_links_are_found_outside_code() -> None:
    text = "[a](directive:x) ![b](c) `[d](e)` [f](none:)"
    assert [(one.words, one.target) for one in author_links(text)] == [("a", "directive:x"), ("f", "none:")]


def test_links_and_anchors_are_put_in() -> None:
    text = "## Mục I\n\nTheo Chỉ thị số 1.\n\n- Xã A\n- Xã B"
    start = text.index("Chỉ thị số 1")
    link = BodyLink(Span(start, start + 12), "Chỉ thị số 1", Ref(Kind.DIRECTIVE, "ct-1"))
    page = rendered(written(text, link, anchors=True))
    assert '<h2 id="muc-i">Mục I' in page
    assert '<p id="p2">Theo <a href="../van-ban/ct-1.md">Chỉ thị số 1</a>.</p>' in page
    assert '<li id="p3">Xã A</li>' in page.replace("\n", "")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_stands_in_a_body_is_text(attack: str) -> None:
    page = rendered(written(f"Trước\n\n{attack}\n\nSau", anchors=True))
    assert not re.search(r"<(script|img|iframe|b\b|a\b)", page)
    assert "onclick=" not in re.sub(r"&[^;]+;|>[^<]*<", "", page)


@given(LINES)
def test_words_show_exactly_themselves(text: str) -> None:
    assert shown(f"x {words(text)} x") == " ".join(f"x {text} x".split())


@given(LINES.filter(str.strip))
def test_words_stay_one_cell_one_item_one_heading(text: str) -> None:
    assert len(re.findall("<td", rendered(table(["a", "b"], [[words(text), "c"]])))) == 2
    assert rendered(bullets([f"x {words(text)}"])).count("<li") == 1
    assert rendered(section(f"x {text}", "y")).count("<h2") == 1


def test_facts_without_a_value_are_left_out() -> None:
    page = rendered(facts([("Một", "1"), ("Hai", ""), ("Ba", ["x", "y"])]))
    assert re.findall("<dt>(.*?)</dt>", page) == ["Một", "Ba"]
    assert re.findall("<dd>(.*?)</dd>", page, re.DOTALL) == ["1", "x", "y"]


@pytest.mark.parametrize(
    "address",
    ["[x](onmouseover=window.ran=1//)", "`x`", '"onclick=1 x="', "x){: onclick=1 }", "\\<b>", "<b>", "&#34;onclick=1"],
)
def test_an_address_of_another_site_is_an_address(address: str) -> None:
    """Another site's inventory says it: it must not be read as Markdown inside our HTML."""
    link = BodyLink(Span(4, 8), "nhãn", None, outside=f"https://example.org/{address}")
    (tag,) = html5.fragments_fromstring(rendered(written("Xem nhãn.", link)))
    (found,) = tag.iter("a")
    assert set(found.attrib) == {"class", "href"}
    assert unquote(found.attrib["href"]) == f"https://example.org/{address}"
    assert tag.text_content() == "Xem nhãn."


@pytest.mark.parametrize("raw", ["thye", "a\"b'<c>&", "`x` *y* [z](q) \\ {: #a }", "\u202e\u200b\x07|", "100 %"])
def test_a_doubtful_word_is_marked_with_what_the_scan_has(raw: str) -> None:
    text = "Xã *đã* [thực](doubt:x) hiện `a` và \\`b."
    start = text.index("[thực]")
    page = rendered(written(text, BodyLink(Span(start, start + 15), "thực", None, doubt=raw)))
    (mark,) = re.findall(r"<mark ([^>]*)>thực</mark>", page)
    kept = "".join(char for char in raw if char.isprintable())
    assert html.unescape(re.search('data-raw="([^"]*)"', mark)[1]) == kept  # type: ignore[index]
    assert 'tabindex="0"' in mark
    assert (
        shown(written(text, BodyLink(Span(start, start + 15), "thực", None, doubt=raw))) == "Xã đã thực hiện a và `b."
    )


def test_a_doubtful_word_in_a_heading_leaves_its_anchor_alone() -> None:
    text = "## I. [Tình](doubt:Ti%CC%81nh) hình"
    (link,) = (BodyLink(one.span, one.words, None, doubt="Tinh") for one in author_links(text))
    page = written(text, link)
    assert page.endswith("{: #i-tinh-hinh }")
    assert "<mark" in page


def test_words_around_a_doubtful_one_keep_their_place() -> None:
    text = "xã Bình [Thanh](doubt:Thauh) Tây"
    prose = plain(text, blocks(text))
    assert prose.split() == ["xã", "Bình", "Thanh", "Tây"]
    assert prose.index("Tây") == text.index("Tây")


@pytest.mark.parametrize(
    "text", ["\\: chú", "\\~~~ a", "\\=== b", "\\[a\\](b)", "1\\. hai", "\\# ba", "\\- bốn", "\\> năm"]
)
def test_a_backslash_shows_the_sign_after_it(text: str) -> None:
    page = rendered(written(f"Trước\n\n{text}\n\nSau", anchors=True))
    assert html.unescape(re.sub(r"<[^>]+>", "", page)).split("\n")[1:-1] == [re.sub(r"\\(.)", r"\1", text)]
    assert page.count("<p ") == 3


def test_a_quotation_is_not_searched_for_mentions() -> None:
    text = "> Theo Chỉ thị số 1.\n\nTheo Chỉ thị số 2."
    assert plain(text, blocks(text)).split() == ["Theo", "Chỉ", "thị", "số", "2."]
