"""Makes the search records of N synthetic models of one province: Vietnamese, varied, the same on every machine.

Names come from a grammar (what is done x who or where x turn of phrase), so that common syllables ("mô hình", "chuyển
đổi số", "tự quản") stand on as many records as in real registration lists, and hamlet and personal names make the tail.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from generator.entities import Kind, Level, Locality
from generator.render.search import SearchRecord
from generator.text import slug

PROVINCE = "tinh-ha-tinh"

WORKS = {
    "kinh-te": (
        "Kiên cố hóa kênh mương nội đồng", "Hiến đất mở đường giao thông nông thôn", "Trồng rau sạch trong nhà lưới",
        "Nuôi tôm thẻ chân trắng trên cát", "Chăn nuôi bò vỗ béo theo chuỗi", "Dồn điền đổi thửa vận động nhân dân",
        "Tổ hợp tác nuôi ong lấy mật", "Trồng bưởi Phúc Trạch theo hướng hữu cơ", "Vườn mẫu nông thôn mới",
        "Tín dụng tiết kiệm giúp nhau thoát nghèo", "Liên kết sản xuất lúa chất lượng cao", "Trồng keo lai giữ rừng",
        "Nuôi cá lồng trên sông", "Chế biến nước mắm truyền thống", "Bê tông hóa đường trục thôn",
        "Cánh đồng lớn không dấu chân", "Du lịch cộng đồng homestay", "Sản phẩm OCOP từ nhung hươu",
    ),
    "van-hoa-xa-hoi": (
        "Thắp sáng đường quê", "Đoạn đường hoa phụ nữ tự quản", "Chuyển đổi số cộng đồng", "Ngôi nhà nhân ái",
        "Biến rác thải thành tiền", "Tiếng kẻng khuyến học", "Tủ sách dòng họ hiếu học",
        "Bữa cơm nghĩa tình cho người già",
        "Xóa mù chữ cho đồng bào Chứt", "Câu lạc bộ ví giặm", "Gia đình năm không ba sạch",
        "Phân loại rác tại hộ gia đình",
        "Nhà sạch vườn đẹp ngõ văn minh", "Đám cưới tiết kiệm không thuốc lá", "Hũ gạo tình thương",
        "Mẹ đỡ đầu trẻ mồ côi",
        "Bình dân học vụ số", "Thiết chế văn hóa khu dân cư",
    ),
    "quoc-phong-an-ninh": (
        "Camera an ninh", "Tiếng kẻng an ninh", "Tổ tự quản về an ninh trật tự", "Tiếng loa Biên phòng",
        "Dòng họ không có người vi phạm pháp luật", "Khu dân cư không ma túy", "Tàu thuyền an toàn bám biển",
        "Đường biên cột mốc bình yên", "Bến bãi an toàn", "Phòng cháy chữa cháy liên gia", "Cựu chiến binh gương mẫu",
        "Bộ đội chung sức xây dựng nông thôn mới", "Thôn không khiếu kiện vượt cấp", "Con nuôi đồn Biên phòng",
    ),
    "xay-dung-he-thong-chinh-tri": (
        "Chi bộ bốn tốt", "Ngày thứ Sáu nghe dân nói", "Bí thư đối thoại với nhân dân",
        "Dân vận khéo trong giải phóng mặt bằng",
        "Chính quyền thân thiện vì nhân dân phục vụ", "Tổ công nghệ số hướng dẫn dịch vụ công", "Hòa giải ở cơ sở",
        "Trả kết quả thủ tục hành chính tại nhà", "Đảng viên đỡ đầu hộ nghèo", "Giám sát đầu tư của cộng đồng",
        "Cán bộ mặt trận gần dân", "Nói đi đôi với làm", "Ba không hai có trong tiếp công dân",
    ),
}  # fmt: skip
TURNS = (
    "{work}", "Mô hình {work}", "{work} ở {hamlet}", "Mô hình {work} tại {hamlet}", "{work} - {hamlet}",
    "{work} {aim} {subject}", "{work} {aim} {subject}, {deed}", "{subject} {deed}: {work}",
    "{work}, {deed} cho {subject}",
    "Dân vận khéo trong {work}", "Mô hình \u201c{work}\u201d của {holder}", "{holder} với {work}",
    "Vận động nhân dân {work} {hamlet}", "{holder}: {work}", "Điển hình {person} với mô hình {work}",
    "{person} - {work}", "Nhân rộng mô hình {work} trên địa bàn {hamlet}", "Xây dựng {work} gắn với {other}",
)  # fmt: skip
AIMS = (
    "gắn với", "để giúp", "góp phần", "hướng tới", "cùng với", "không quên",
    "vì", "bằng cách", "từ việc", "nhờ", "thay cho",
    "bên cạnh", "trước mùa lũ", "sau giờ làm", "theo tổ liên gia", "theo nhóm hộ",
)  # fmt: skip
SUBJECTS = (
    "hộ cận nghèo", "người cao tuổi", "học sinh bán trú", "giáo dân", "công nhân trẻ",
    "ngư dân", "người khuyết tật", "vườn chè",
    "hồ đập", "ruộng trũng", "bến thuyền", "chợ quê", "nhà thờ họ", "giếng làng",
    "sân bóng", "trạm bơm", "đê biển", "rừng ngập mặn",
    "đường ống nước", "phụ nữ đơn thân", "thanh niên chậm tiến", "cụm loa", "nghĩa trang",
    "nhà vệ sinh", "lò đốt", "tuyến kè",
)  # fmt: skip
DEEDS = (
    "thêm việc làm", "sạch môi trường", "giữ nghề", "bớt rượu bia", "mừng thọ",
    "tăng thu nhập", "an cư", "kết nghĩa", "thoát nghèo",
    "đi học lại", "trồng dặm", "nạo vét", "lắp đèn", "quét sơn", "dựng cổng chào",
    "góp ngày công", "chống hạn", "ủ phân", "may áo ấm",
)  # fmt: skip
HOLDERS = (
    "Hội Phụ nữ", "Hội Nông dân", "Đoàn Thanh niên", "Hội Cựu chiến binh", "Ủy ban Mặt trận Tổ quốc", "Công an xã",
    "Ban Chỉ huy Quân sự", "Chi bộ", "Trường Tiểu học", "Trạm Y tế", "Hợp tác xã", "Ban Công tác Mặt trận",
)  # fmt: skip
HAMLET_WORDS = ("Tân", "Đông", "Nam", "Bắc", "Phú", "Yên", "Thượng", "Hạ", "Trung", "Vĩnh", "Hồng", "Liên", "Mỹ", "Đại")
HAMLET_ENDS = ("Sơn", "Hòa", "Thịnh", "Giang", "Tiến", "Lộc", "Xuân", "Trà", "Thành", "Thủy", "Bình", "Lâm", "Kỳ")
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Dương")
MIDDLES = ("Văn", "Thị", "Đình", "Quốc", "Xuân", "Minh", "Thanh", "Hữu", "Ngọc", "Kim")
GIVEN = ("Hùng", "Lan", "Dũng", "Hương", "Thắng", "Hoa", "Sơn", "Tuấn", "Nga", "Bình", "Đức", "Huệ", "Long", "Tâm")
STEPS = ("registered", "registered", "registered", "recognised", "recognised", "replicated", "typical", "rewarded")
MOVEMENTS = {
    "dan-van-kheo": "Dân vận khéo",
    "toan-dan-doan-ket": "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
    "ca-nuoc-chung-suc": "Cả nước chung sức xây dựng nông thôn mới",
    "khong-de-ai-bi-bo-lai": "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "binh-dan-hoc-vu-so": "Bình dân học vụ số",
    "toan-dan-bao-ve": "Toàn dân bảo vệ an ninh Tổ quốc",
}
TOPICS = (
    "đẩy mạnh phong trào thi đua Dân vận khéo", "xây dựng nông thôn mới", "tăng cường công tác dân vận của chính quyền",
    "chuyển đổi số", "thực hiện dân chủ ở cơ sở", "giảm nghèo bền vững", "bảo đảm an ninh trật tự",
)  # fmt: skip
SYMBOLS = (
    ("Chỉ thị", "CT/TU"), ("Kế hoạch", "KH/TU"), ("Kế hoạch", "KH-UBND"), ("Quyết định", "QĐ-UBND"),
    ("Nghị quyết", "NQ/TU"), ("Hướng dẫn", "HD/BDVTU"), ("Công văn", "CV/TU"), ("Kế hoạch", "KH/HU"),
)  # fmt: skip


def synthetic_records(
    count: int, units: Mapping[str, Locality], seed: int = 22, province: str = PROVINCE, documents: int = 300
) -> Iterator[SearchRecord]:
    """Yield ``count`` models, the province's localities, ``documents`` directives and as many reports, 6 movements."""
    inside = [unit for unit in units.values() if _province(unit, units) == province]
    communes = [unit for unit in inside if unit.level is Level.COMMUNE]
    rng = Random(seed)
    taken: set[str] = set()
    for _ in range(count):
        yield _model(rng, rng.choice(communes), taken)
    for unit in inside:
        yield SearchRecord(Kind.LOCALITY, unit.full_name, f"dia-phuong/{unit.id}.html", places=(unit.id,))
    for index in range(documents):
        yield _directive(rng, index, province)
        yield _report(rng, index, rng.choice(inside))
    for key, name in MOVEMENTS.items():
        yield SearchRecord(Kind.MOVEMENT, name, f"phong-trao/{key}.html", movements=(key,))


def _province(unit: Locality, units: Mapping[str, Locality]) -> str:
    while unit.parent:
        unit = units[unit.parent]
    return unit.id


def _model(rng: Random, place: Locality, taken: set[str]) -> SearchRecord:
    field = rng.choices(tuple(WORKS), weights=(35, 38, 14, 13))[0]
    title = _title(rng, WORKS[field])
    year = rng.choice(range(2008, 2026))
    return SearchRecord(
        Kind.MODEL,
        title,
        f"mo-hinh/{_free(slug(f'{place.name} {title}')[:100], taken)}.html",
        places=(place.id,),
        field=field,
        years=(year,),
        status=rng.choice(STEPS),
        movements=tuple(rng.sample(tuple(MOVEMENTS), rng.choice((0, 1, 1, 2)))),
        weight=rng.choice(range(10)),
    )


def _title(rng: Random, works: Sequence[str]) -> str:
    work, other = rng.sample(works, 2)
    turn = rng.choice(TURNS)
    words = {
        "work": work if turn.startswith("{work}") else _lower(work),
        "other": _lower(other),
        "aim": rng.choice(AIMS),
        "subject": rng.choice(SUBJECTS),
        "deed": rng.choice(DEEDS),
        "hamlet": " ".join(map(rng.choice, (("thôn", "thôn", "tổ dân phố", "xóm"), HAMLET_WORDS, HAMLET_ENDS))),
        "holder": rng.choice(HOLDERS),
        "person": " ".join(map(rng.choice, (("ông", "bà", "anh", "chị"), SURNAMES, MIDDLES, GIVEN))),
    }
    title = turn.format(**words)
    return title[0].upper() + title[1:]


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _free(name: str, taken: set[str]) -> str:
    choice, index = name, 2
    while choice in taken:
        choice, index = f"{name}-{index}", index + 1
    taken.add(choice)
    return choice


def _directive(rng: Random, index: int, province: str) -> SearchRecord:
    kind, symbol = rng.choice(SYMBOLS)
    number = f"{index + 1}{'/' if 'UBND' in symbol else '-'}{symbol}"
    year = rng.choice(range(2008, 2026))
    return SearchRecord(
        Kind.DIRECTIVE,
        f"{kind} số {number}",
        f"van-ban/{slug(kind)}-{slug(number)}-{year}.html",
        subtitle=f"về {rng.choice(TOPICS)}",
        number=number,
        places=(province,),
        years=(year,),
    )


def _report(rng: Random, index: int, place: Locality) -> SearchRecord:
    year = rng.choice(range(2008, 2026))
    return SearchRecord(
        Kind.REPORT,
        f"Báo cáo kết quả {rng.choice(TOPICS)} năm {year} của {place.short_name}",
        f"bao-cao/{place.id}-{year}-{index}.html",
        number=f"{index + 1}-BC/BCĐ",
        places=(place.id,),
        years=(year,),
    )
