"""Headers of many organs: who issued the document, and the unit it speaks for, a merged commune among them."""

import pytest

from generator.clean import clean
from generator.document import Facts
from generator.tables import Tables

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BODY = "Đơn vị báo cáo kết quả như sau:\nI. KẾT QUẢ\nĐã tổ chức 12 hội nghị.\nNơi nhận:\n- Như trên;\n- Lưu: VT."


def facts(organs: str, place: str, tables: Tables, after: str = "") -> Facts:
    motto = PARTY if "ỦY" in organs.replace("ỦY BAN", "") else STATE
    head = f"{organs}\nSố: 12/BC-X\n{motto}\n{place}, ngày 10 tháng 9 năm 2018\nBÁO CÁO\nKết quả năm 2018\n"
    return clean(f"{head}{after}{BODY}\n", tables).facts


@pytest.mark.parametrize(
    ("organs", "place", "issuer", "locality"),
    [
        ("TỈNH ỦY KON TUM\nĐẢNG ỦY QUÂN SỰ TỈNH", "Kon Tum", "Đảng ủy Quân sự tỉnh Kon Tum", "Tỉnh Kon Tum"),
        (
            "UBND HUYỆN MAI CHÂU\nPHÒNG LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI",
            "Mai Châu",
            "Phòng lao động - thương binh và Xã hội huyện Mai Châu",
            "Huyện Mai Châu, tỉnh Hòa Bình",
        ),
        ("UBND TỈNH BẮC GIANG\nSỞ NÔNG NGHIỆP VÀ PTNT", "B", "Sở nông nghiệp và PTNT tỉnh Bắc Giang", "Tỉnh Bắc Giang"),
        ("TỔNG CÔNG TY\nCÔNG TY ĐIỆN LỰC THÁI BÌNH", "Thái Bình", "Công ty điện lực thái bình", "Tỉnh Thái Bình"),
        ("CÔNG AN TỈNH\nCÔNG AN HUYỆN QUẢN BẠ", "Quản Bạ", "Công an huyện Quản Bạ", "Huyện Quản Bạ, tỉnh Hà Giang"),
        (
            "HUYỆN ỦY ĐỨC THỌ\nĐẢNG ỦY XÃ ĐỨC VĨNH",
            "Đức Vĩnh",
            "Đảng ủy xã Đức Vĩnh",
            "Xã Đức Vĩnh, huyện Đức Thọ, tỉnh Hà Tĩnh",
        ),
    ],
)  # fmt: skip
def test_issuer_and_unit(organs: str, place: str, issuer: str, locality: str, tables: Tables) -> None:
    found = facts(organs, place, tables)
    assert (found.issuer, found.locality) == (issuer, locality)


def test_the_district_of_a_merged_commune_is_the_one_written_to(tables: Tables) -> None:
    organs = "ỦY BAN NHÂN DÂN\nXÃ ĐỨC VĨNH"
    assert facts(organs, "Đức Vĩnh", tables).locality is None
    found = facts(organs, "Đức Vĩnh", tables, "Kính gửi: UBND huyện Đức Thọ\n")
    assert found.locality == "Xã Đức Vĩnh, huyện Đức Thọ, tỉnh Hà Tĩnh"


def test_a_commune_the_register_has_is_that_one_whatever_its_district_became(tables: Tables) -> None:
    found = facts("ĐẢNG BỘ THỊ XÃ PHỔ YÊN\nĐẢNG ỦY PHƯỜNG BÃI BÔNG", "Bãi Bông", tables)
    assert found.locality == "Phường Bãi Bông, thành phố Phổ Yên, tỉnh Thái Nguyên"


def test_a_signature_above_the_recipients_is_read(tables: Tables) -> None:
    text = (
        "HUYỆN ỦY LỤC NGẠN\nSố 4-BC/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nLục Ngạn, ngày 1 tháng 9 năm 2018\nBÁO CÁO\nKết quả\n"
    )
    closing = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nGiáp Văn Ơn\nNơi nhận:\n- Tỉnh ủy,\n- Lưu.\n"
    found = clean(f"{text}Đã làm được nhiều việc.\n{closing}", tables).facts
    assert (found.signer, found.signer_position) == ("Giáp Văn Ơn", "PHÓ BÍ THƯ")
