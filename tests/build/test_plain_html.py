"""The plain forms become what Python-Markdown makes of them, or nothing: on random pages and on every shipped one."""

from pathlib import Path

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from generator.plain_html import EXTENSIONS, Permalink, plain_html
from generator.plain_page import plain_pages
from tests.conftest import ROOT

PERMALINK = Permalink("¶", "Tới mục này")
SETTINGS = {
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": PERMALINK.sign, "permalink_title": PERMALINK.title, "toc_depth": "2-3"},
}
SIGNS = [
    "a",
    "ă",
    "đ",
    "B",
    "1",
    " ",
    *'9.)(-+*_#|:>&<;`[]!{}\\"“”’~=^/',
    "\n",
    "  ",
    "\n\n",
    "&amp;",
    "\\*",
    "**",
    "Xã ",
]
WORDS = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
LINE = st.sampled_from(["Nơi ấy", "“Khéo”", "12 hộ", "[tên](a.md)", "**Đậm** chữ", "a & b", "1.5 km", "x_y"]) | WORDS
BLOCK = st.one_of(
    LINE,
    st.builds("## {} {{: #{} }}".format, LINE, st.sampled_from(["mot", "hai", "ba"])),
    st.builds("{}\n:   {}".format, LINE, LINE),
    st.builds("{}\n:   {}\n:   {}".format, LINE, LINE, LINE),
    st.builds("- {}".format, LINE),
    st.builds("- {}\n    {{: .dv-item }}\n- {}".format, LINE, LINE),
    st.builds("- {}\n\n    > {}".format, LINE, LINE),
    st.builds("1. {}\n    {{: .dv-step .on }}\n1. {}".format, LINE, LINE),
    st.builds("{}\n{{: .dv-lead }}".format, LINE),
    st.builds("{}\n{{: #p1 }}".format, LINE),
    st.builds("| {} | {} |\n| --- | ---: |\n| {} | {} |".format, LINE, LINE, LINE, LINE),
    st.builds("[{}](../a/b.md#c), [{}](c.md) <small>{}</small>".format, LINE, LINE, LINE),
    st.just('<p><a href="../x.html?a=b-c">Xem ở gần</a></p>'),
    st.builds('- {} <a class="dv-x" href="../s.html?m=a&amp;m=b_c">So {}</a>\n    {{: .dv-item }}'.format, LINE, LINE),
    st.builds("<small>{}</small>".format, LINE),
    st.just('<script type="application/ld+json">{"a":"b & c <d"}</script>'),
)


def by_python_markdown(text: str) -> str:
    return markdown.Markdown(extensions=sorted(EXTENSIONS), extension_configs=SETTINGS).convert(text)


@settings(max_examples=1500)
@given(st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join))
@example("Một\n:   a\n\nHai\n:   b\n\nđoạn")
@example("- a\n\n- b")
@example("- a\n\nđoạn\n\n- b")
def test_plain_forms_are_what_python_markdown_makes_of_them(text: str) -> None:
    made = plain_html(text, lambda target: target, PERMALINK)
    if made is not None:
        assert made.html == by_python_markdown(text)


def test_most_forms_are_plain() -> None:
    text = "# Tên {: #dau-trang }\n\nĐịa bàn\n:   [Xã A](../a.md), [B](b.md)\n\n- [x](y.md) <small>z</small>\n    {: .dv-item }"  # noqa: E501
    assert plain_html(text, lambda target: target, PERMALINK) is not None


def test_shipped_pages_are_filled_as_mkdocs_fills_them(site_dir: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(site_dir.parent / "docs"), site_dir=str(site_dir))
    files = get_files(config)
    plain = plain_pages(config, files)
    assert plain is not None
    pages = [Page(None, file, config) for file in files.documentation_pages()]
    filled = 0
    for page in pages[::3]:
        if plain.fill(page):
            filled += 1
            made = page.content, [vars(item) for item in page.toc], page.meta, page.title
            mkdocs_build._populate_page(page, config, files)
            for mine, theirs in zip(made[1], page.toc, strict=True):
                assert {**mine, "children": 0} == {**vars(theirs), "children": 0}
                assert [vars(one) for one in mine["children"]] == [vars(one) for one in theirs.children]
            assert (made[0], made[2], made[3]) == (page.content, page.meta, page.title), page.file.src_uri
    assert filled > len(pages[::3]) / 2


def test_footnotes_lead_back_in_vietnamese() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "content"))
    text = "Giếng[^1] làng.\n\n[^1]: Đào năm trước."
    assert plain_html(text, lambda target: target, PERMALINK) is None
    made = markdown.markdown(text, extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    assert 'title="Trở lại chỗ có chú thích 1"' in made
