"""Models: named ones are found with place, field and figures; slogans, titles, movements and generic uses are not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extract.quotes import find_quotes
from generator.extract.sentences import Sentences
from generator.tables import Tables
from tests.extract.reading import Reading, passages


@pytest.mark.parametrize("passage", passages("models"))
def test_the_models_of_a_passage_are_found_and_no_others(passage: dict[str, Any], tables: Tables) -> None:
    reading = Reading(passage, tables)
    found = {m.name: [m.locality, m.field] for m in reading.models}
    expected = {
        name: [place and tables.gazetteer.named(place, reading.context.day)[0].id, field]
        for name, (place, field) in passage["models"].items()
    }
    assert found == expected


HOME = "Huyện Bình Sơn, tỉnh Quảng Ngãi"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các mô hình gồm: Chi bộ 4 tốt; Tuyến đường hoa phụ nữ; Biến rác thành tiền.",
         {"Chi bộ 4 tốt": "", "Tuyến đường hoa phụ nữ": "", "Biến rác thành tiền": ""}),
        ("Có mô hình như: camera an ninh xóm (xã Bình Trị); thắp sáng đường quê (xã Bình Mỹ); chăn nuôi bò.",
         {"Camera an ninh xóm": "Bình Trị", "Thắp sáng đường quê": "Bình Mỹ"}),
        ("Nổi lên là các mô hình: trồng cỏ nuôi bò; nuôi tôm trên cát; trồng dưa trái vụ.", {}),
        ("Mô hình “Dân vận khéo”: “Hiến đất làm đường” do xã Bình Trung làm.", {"Hiến đất làm đường": "Bình Trung"}),
        ("Xã đăng ký mô hình “Dân vận khéo” với tên gọi: Tổ phụ nữ giúp nhau thoát nghèo.",
         {"Tổ phụ nữ giúp nhau thoát nghèo": ""}),
        ("Mô hình “Dân vận khéo” trong giải phóng mặt bằng ở xã Bình Thuận.", {}),
        ("Các mô hình: Chi bộ “bốn tốt”; mô hình “Tổ đảng”.", {"Chi bộ “bốn tốt”": "", "Tổ đảng": ""}),
        ("Dân quân xã Bình Hải có mô hình Giữ rạn san hô, giữ nguồn cá con, tuần tra 4 đợt.",
         {"Giữ rạn san hô, giữ nguồn cá con": "Bình Hải"}),
        ("Có mô hình hay như: “Tiếng kẻng”, “Tổ tàu” (xã Bình Châu), “Cổng an ninh”.",
         {"Tiếng kẻng": "", "Tổ tàu": "Bình Châu", "Cổng an ninh": ""}),
        ("Xã Bình Trị (Bình Sơn) có mô hình “Năm nhà một tuyến sạch”.", {"Năm nhà một tuyến sạch": "Bình Trị"}),
        ("Một số điển hình:\n- Hội LHPN xã Bình Trị: mô hình “Giỏ đi chợ”;\n- Chi hội Phụ nữ thôn Mỹ Long.",
         {"Giỏ đi chợ": "Bình Trị"}),
        ("Các mô hình đã góp phần xây dựng xóm “tối lửa tắt đèn có nhau”.", {}),
        ("Nhiều mô hình như: góp công kè bờ ruộng, giữ đất ở xã Bình Trị; cho mượn nghé quay vòng tại xã Bình Mỹ.",
         {"Góp công kè bờ ruộng, giữ đất": "Bình Trị", "Cho mượn nghé quay vòng": "Bình Mỹ"}),
        ("Một số mô hình:\n- Gạo mới, vừa bán vừa cho ở xã Bình Trị: giúp 9 hộ;\n"
         "- Ngõ không có người bỏ học của xã Bình Mỹ.",
         {"Gạo mới, vừa bán vừa cho": "Bình Trị", "Ngõ không có người bỏ học": "Bình Mỹ"}),
        ("Các mô hình nổi bật:\n- Nhóm thợ ở xã Bình Trị lập mô hình “Sửa máy đêm trăng”;\n"
         "- Trạm Thủy nông: mô hình “Giữ cống”.",
         {"Sửa máy đêm trăng": "Bình Trị", "Giữ cống": ""}),
        ("Chị Lan vận động tổ viên lập “Heo đất cho con chữ”, mô hình góp được 9 triệu đồng.",
         {"Heo đất cho con chữ": ""}),
        ("Công an xã Bình Trị duy trì mô hình “Đò đêm”, xã Bình Mỹ duy trì mô hình “Rung chuông”.",
         {"Đò đêm": "Bình Trị", "Rung chuông": "Bình Mỹ"}),
        ("Xã Bình Trị có mô hình “Giá trọ - ấm lòng bạn trẻ”. Nhân rộng mô hình “Giá trọ” và mô hình “Nhà trọ trẻ”.",
         {"Giá trọ - ấm lòng bạn trẻ": "Bình Trị", "Giá trọ": "", "Nhà trọ trẻ": ""}),
        ("Xã Bình Trị có mô hình “Chủ trọ tốt, giá không tăng”. Nhân rộng mô hình “Chủ trọ tốt”.",
         {"Chủ trọ tốt, giá không tăng": "Bình Trị"}),
        ("Mô hình “Vườn chung vốn, bán chung xe của chi hội thôn Mỹ Long, xã Bình Trị có 7 hội viên.",
         {"Vườn chung vốn, bán chung xe": "Bình Trị"}),
        ("Hướng dẫn công nhận mô hình là Hướng dẫn số 07-HD/BDVTU và Kế hoạch số 5-KH/HU.", {}),
        ("Xã Bình Trị có mô hình “Hẻm sạch”: 7 hẻm thay biển “Cấm đổ rác” bằng hoa.", {"Hẻm sạch": "Bình Trị"}),
        ("Có mô hình của dân: Hội Phụ nữ xã Bình Trị ra mắt Ngôi nhà thu gom phế liệu tại 5 thôn, lập Tổ công tác.",
         {"Ngôi nhà thu gom phế liệu": "Bình Trị"}),
        ("“Gà đẻ trứng vàng” của xã Bình Trị, “Ngõ nhà mình” của xã Bình Mỹ là hai mô hình được đánh giá cao.",
         {"Gà đẻ trứng vàng": "Bình Trị", "Ngõ nhà mình": "Bình Mỹ"}),
        ("Mô hình tưới nước chung ở xã Bình Trị được bà con gọi là “Giếng làng mới”.", {"Giếng làng mới": "Bình Trị"}),
        ("Điển hình như xã Bình Trị với Ngõ sáng đêm trăng; xã Bình Mỹ với Vườn rau chung.",
         {"Ngõ sáng đêm trăng": "Bình Trị", "Vườn rau chung": "Bình Mỹ"}),
        ("Các mô hình:\n- Xã Bình Trị: Ngõ sáng đêm trăng; Vườn rau chung.\n"
         "- Xã Bình Mỹ: 01 mô hình (Đường hoa mười giờ).",
         {"Ngõ sáng đêm trăng": "Bình Trị", "Vườn rau chung": "Bình Trị", "Đường hoa mười giờ": "Bình Mỹ"}),
        ("Có thể kể đến mô hình Ngõ sáng đêm trăng, Vườn rau chung và Đường hoa mười giờ…",
         {"Ngõ sáng đêm trăng": "", "Vườn rau chung": "", "Đường hoa mười giờ": ""}),
        ("Nhiều cách làm hay như “Gà đẻ trứng vàng”, Ngõ sáng đêm trăng, “Ngõ nhà mình” của xã Bình Mỹ.",
         {"Gà đẻ trứng vàng": "", "Ngõ sáng đêm trăng": "", "Ngõ nhà mình": "Bình Mỹ"}),
        ("1. Mô hình Ngõ sáng đêm trăng\na) Đơn vị thực hiện: Hội Phụ nữ xã Bình Trị\nb) Kết quả: 5 km.",
         {"Ngõ sáng đêm trăng": "Bình Trị"}),
        ("Xã Bình Trị có 12 mô hình (Hội Nông dân 5, Hội Phụ nữ 7), lập Quỹ vì người nghèo của thôn.", {}),
        ("Mô hình kinh tế như nuôi gà, trồng keo, làm hương ở xã Bình Trị phát triển tốt.", {}),
        ("Dân làm theo, “Đi chợ bằng giỏ” trở thành mô hình được khen. Có mô hình “Ngõ sạch” mà xã Bình Trị làm.",
         {"Đi chợ bằng giỏ": "", "Ngõ sạch": "Bình Trị"}),
        ("Mô hình “Đường cờ” (01 km, xã Bình Trị). Mô hình dân vận khéo trong xây dựng nông thôn mới ở xã Bình Mỹ.",
         {"Đường cờ": "Bình Trị"}),
        ("Các mô hình “Dân vận khéo” về kinh tế: Nuôi tôm trên cát (xã Bình Trị), Vườn ổi không hạt (xã Bình Mỹ).",
         {"Nuôi tôm trên cát": "Bình Trị", "Vườn ổi không hạt": "Bình Mỹ"}),
        ("Xã Bình Trị làm tốt mô hình “Bàn nước”, đặt tại 4 ngõ giáp xã Bình Mỹ.", {"Bàn nước": "Bình Trị"}),
        ("Mô hình tăng trưởng “nâu” không còn phù hợp; mô hình được giới thiệu trong bài “Chuyện làng”.", {}),
    ],
)  # fmt: skip
def test_names_are_told_from_kinds_organs_and_phrases(text: str, names: dict[str, str], tables: Tables) -> None:
    reading = Reading({"text": text, "home": HOME}, tables)
    found = {m.name: m.locality for m in reading.models}
    units = {
        place: tables.gazetteer.named(f"Xã {place}, {HOME.lower()}")[0].id for place in filter(None, names.values())
    }
    assert found == {name: units.get(place) for name, place in names.items()}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Danh sách mô hình\n| TT | Nội dung | Đơn vị lo | Nơi thực hiện |\n| 1 | Chợ sạch | Hội LHPN | xã Bình Trị |",
         {"Chợ sạch": "Bình Trị"}),
        ("Kết quả\n| TT | Nội dung | Nơi thực hiện |\n| 1 | Họp dân | xã Bình Trị |", {}),
        ("| TT | Tên mô hình |\n| I | Xã Bình Trị |\n| 1 | Chợ sạch quê mình |\n| 2 | Ngõ sáng |",
         {"Chợ sạch quê mình": "Bình Trị", "Ngõ sáng": "Bình Trị"}),
        ("Xã Bình Trị làm “Bồng con làm giúp thủ tục” và “Ngày hẹn”.\n| Tên mô hình | Xã |\n"
         "| Bồng con làm giúp thủ tục | Bình Trị |", {"Bồng con làm giúp thủ tục": "Bình Trị", "Ngày hẹn": "Bình Trị"}),
    ],
)  # fmt: skip
def test_columns_of_a_table_say_name_and_place(text: str, names: dict[str, str], tables: Tables) -> None:
    test_names_are_told_from_kinds_organs_and_phrases(text, names, tables)


@pytest.mark.parametrize("passage", passages("own_figures"))
def test_figures_belong_to_the_model_they_are_told_of(passage: dict[str, Any], tables: Tables) -> None:
    reading = Reading(passage, tables)
    assert {m.name: [reading.words(f.span) for f in m.figures] for m in reading.models} == passage["own_figures"]


def test_every_mention_is_the_name(tables: Tables) -> None:
    for passage in passages("models"):
        reading = Reading(passage.values[0], tables)
        for model in reading.models:
            assert {reading.words(span).casefold() for span in model.mentions} == {model.name.casefold()}


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("mô hình “A b”, “C d”", ["A b", "C d"]),
        ("“A b; “C d”", ["A b", "C d"]),
        ('"A b” và “C d"', ["A b", "C d"]),
        ('“A b," "C d" “E f”', ["A b", "C d", "E f"]),
        ("”A b“ và «C d»", ["A b", "C d"]),
        ("như: A b”; “C d”", ["A b", "C d"]),
        ("về “tăng cường mô hình “A b” hiện nay” và “C d”", ["tăng cường mô hình “A b” hiện nay", "A b", "C d"]),
        ("“ A b ” ‘C d’ ''E f''", ["A b", "C d", "E f"]),
        ("“A b chưa đóng, rồi thôi. Câu khác\n“C d”", ["A b chưa đóng", "C d"]),
    ],
)
def test_quotation_marks_are_repaired(text: str, phrases: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in find_quotes(text)] == phrases


@given(st.text(alphabet="“”\"'‘’«» ab;,.\n", max_size=60))
def test_quotes_of_any_text_lie_in_it_in_order(text: str) -> None:
    quotes = find_quotes(text)
    assert [q.span.start for q in quotes] == sorted(q.span.start for q in quotes)
    for quote in quotes:
        assert quote.outer.start <= quote.span.start < quote.span.end <= quote.outer.end
        assert "\n" not in text[quote.span.start : quote.span.end]


@given(st.text(alphabet="aB.!? \n1”", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    sentences = Sentences(text)
    for offset in range(len(text)):
        span = sentences.at(offset)
        assert span.start <= offset < max(span.end, offset + 1)


def test_numberings_and_abbreviations_end_no_sentence() -> None:
    text = "1. Công tác ở TP. Hà Tĩnh đã xong. Xã làm tiếp.\nĐoạn mới"
    starts = Sentences(text).starts
    assert [text[start : start + 5] for start in starts] == ["1. Cô", "Xã là", "Đoạn "]
