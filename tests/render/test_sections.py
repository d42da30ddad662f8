"""A model's text in the order of the form: whatever order it was written in, nothing is lost and links stay put."""

from generator.entities import Kind, Ref, Span
from generator.markdown import blocks
from generator.render.sections import INTRO, LISTED, OTHER, parts_of
from generator.site import Body, BodyLink
from generator.tables import Tables

TEXT = """Chuyện mở đầu.

## Bài học

Ghi sổ ngay.

## Cách làm

Góp công ở xóm Đồi.

### Buổi đầu

Họp xóm.

## Chuyện bên lề

Trời mưa."""


def test_parts_by_section_of_the_form(tables: Tables) -> None:
    start = TEXT.index("xóm Đồi")
    link = BodyLink(Span(start, start + 7), "xóm Đồi", Ref(Kind.LOCALITY, "x"))
    found = parts_of(Body(TEXT, blocks(TEXT), (link,)), tables)
    assert list(found) == [INTRO, "lessons", "method", OTHER]
    assert [one.links for one in found.values()] == [(), (), (link,), ()]
    assert sum(len(one.blocks) for one in found.values()) == len(blocks(TEXT))
    assert len(found["method"].blocks) == 4


def test_what_a_list_had_no_field_for_is_a_part_of_its_own(tables: Tables) -> None:
    text = f"## {tables.list_words.other_heading}\n\n- Ghi chú: mới"
    assert list(parts_of(Body(text, blocks(text), ()), tables)) == [LISTED]
