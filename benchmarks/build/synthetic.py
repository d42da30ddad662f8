"""Writes the content of a province of N models: deterministic, Vietnamese, linked to one another like real ones.

    python -m benchmarks.build.synthetic 25000 FOLDER

Names, places, years and steps come from the records that the search is measured with; each model gets figures, a
directive it carries out, a movement, a report that names it and six paragraphs that mention directives and places.
"""

import json
import sys
from pathlib import Path
from random import Random

from benchmarks.search.synthetic import PROVINCE, synthetic_records
from generator.entities import Kind
from generator.render.search import SearchRecord
from generator.tables import Tables, load_tables

ROOT = Path(__file__).resolve().parents[2]
BODY = (
    (
        "Thực trạng, lý do",
        "Trước đây ở {place} việc này còn rời rạc, mỗi nhà một cách, tốn công mà ít kết quả. Sau khi học {directive},"
        " cán bộ {place} đã họp dân {a} buổi để bàn cách làm chung.",
    ),
    (
        "Nội dung, cách làm",
        "Các hộ chia thành {b} nhóm, mỗi nhóm cử một người đứng ra ghi chép và nhắc việc. Mỗi tháng hai lần, bà con"
        " cùng nhau góp công; ai bận thì góp bằng vật liệu. Xã {neighbour} sang học và góp ý.",
    ),
    (
        "Nguồn lực",
        "Nhân dân đóng góp {money} triệu đồng và {a}{b} ngày công; còn lại do ngân sách xã hỗ trợ theo {directive}.",
    ),
    (
        "Kết quả",
        "Đến cuối năm {year}, đã có {c} hộ tham gia, làm xong {d} m đường và mương. Phong trào “Dân vận khéo” ở {place}"
        " nhờ đó có thêm nhiều người hưởng ứng.",
    ),
    (
        "Khả năng duy trì, nhân rộng",
        "Mô hình được {neighbour} và các thôn bên cạnh làm theo. Điều cần giữ là bàn bạc công khai và quyết toán rõ"
        " từng khoản.",
    ),
)


def write_content(
    count: int, root: Path, tables: Tables, seed: int = 22, province: str = PROVINCE, documents: int = 300
) -> None:
    """Write ``count`` models of a province and the directives and reports they refer to below ``root/content``."""
    for name in ("gioi-thieu", "huong-dan-dong-gop", "thuat-ngu"):
        _write(root, "pages", name, {"title": name}, "Trang của ban biên tập.")
    rng = Random(seed)
    records = list(synthetic_records(count, tables.gazetteer.by_id, seed, province, documents))
    groups = {kind: [record for record in records if record.kind is kind] for kind in Kind}
    provincial = [record for record in groups[Kind.DIRECTIVE] if not record.number.endswith("/HU")]
    directives = [_directive(record, number, root) for number, record in enumerate(provincial)]
    reports = [_report(record, number, directives, rng, root) for number, record in enumerate(groups[Kind.REPORT])]
    for record in groups[Kind.MOVEMENT]:
        _write(root, "movements", _stem(record), {"name": record.title, "movement_kind": "phong-trao-thi-dua"}, "")
    for record in groups[Kind.MODEL]:
        _model(record, directives, reports, rng, root, tables)


def _model(
    record: SearchRecord,
    directives: list[tuple[str, str]],
    reports: list[str],
    rng: Random,
    root: Path,
    tables: Tables,
) -> None:
    unit = tables.gazetteer.by_id[record.places[0]]
    siblings = tables.gazetteer.children[unit.parent or ""]
    directive, citation = rng.choice(directives)
    year = record.years[0] if record.years else 2020
    words = {
        "place": unit.short_name[:1].lower() + unit.short_name[1:],
        "neighbour": rng.choice(siblings).name,
        "directive": citation,
        "year": year,
        "money": rng.randint(20, 900),
        **{name: rng.randint(2, 40) for name in "abc"},
        "d": rng.randint(100, 3000),
    }
    body = "\n\n".join(f"## {title}\n\n{text.format(**words)}" for title, text in BODY)
    header = {
        "name": record.title,
        "localities": [unit.id],
        "field": record.field,
        "holder": rng.choice(["collective", "individual"]),
        "status": [{"step": record.status or "registered", "year": year}],
        "directives": [directive],
        "movements": list(record.movements),
        "reports": [rng.choice(reports)],
        "figures": [{"value": words["money"] * 1_000_000, "unit": "đồng", "what": "nhân dân đóng góp"}],
    }
    _write(root, "models", _stem(record), header, body)


def _directive(record: SearchRecord, number: int, root: Path) -> tuple[str, str]:
    """Write a directive and return its id and the words that cite it."""
    year = record.years[0] if record.years else 2020
    name = f"van-ban-{number}"
    header = {
        "type": record.title.partition(" số ")[0],
        "number": record.number,
        "date": f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "locality": record.places[0],
        "title": record.subtitle or None,
    }
    _write(root, "directives", name, header, "")
    organ = " của UBND tỉnh" if "UBND" in record.number else ""
    return name, f"{record.title} ngày {number % 28 + 1:02d}/{number % 12 + 1}/{year}{organ}"


def _report(record: SearchRecord, number: int, directives: list[tuple[str, str]], rng: Random, root: Path) -> str:
    cited = [rng.choice(directives)[1] for _ in range(8)]
    paragraphs = [f"Trong năm, địa phương đã thực hiện {one} và đạt nhiều kết quả." for one in cited]
    body = "\n\n".join(["## I. KẾT QUẢ", *paragraphs[:4], "## II. NHIỆM VỤ", *paragraphs[4:]])
    name = f"bao-cao-{number}"
    header = {"title": record.title, "date": f"{2008 + number % 17}-12-20", "locality": record.places[0]}
    _write(root, "reports", name, header, body)
    return name


def _write(root: Path, folder: str, name: str, header: dict[str, object], body: str) -> None:
    path = root / "content" / folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items() if value)
    path.write_text(f"---\nid: {name}\n{lines}---\n\n{body}\n", encoding="utf-8")


def _stem(record: SearchRecord) -> str:
    return record.url.rpartition("/")[2].removesuffix(".html")[:110].strip("-")


if __name__ == "__main__":
    write_content(int(sys.argv[1]), Path(sys.argv[2]), load_tables(ROOT / "site_config"))
