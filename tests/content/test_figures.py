"""The counts of Hà Tĩnh's models stand as data, add up as the document says, and are the same in its text."""

import re

import pytest

FIELDS = ("kinh-te", "van-hoa-xa-hoi", "quoc-phong-an-ninh", "xay-dung-he-thong-chinh-tri")
TOTALS = {"total": 24814, "built": 13171, "replicated": 11643}


@pytest.fixture
def report(shipped):
    return shipped["reports"]["ha-tinh-28-bc-bcd-2024"]


@pytest.fixture
def counts(report):
    return {(figure.field, figure.measure): figure.value for figure in report.record.figures if figure.measure}


def test_each_field_has_each_measure(counts):
    assert set(counts) == {(f, m) for f in FIELDS for m in (*TOTALS, "effective")} | {(None, m) for m in TOTALS}


@pytest.mark.parametrize(("measure", "total"), TOTALS.items())
def test_the_fields_add_up_to_the_total(counts, measure, total):
    assert counts[None, measure] == total == sum(counts[field, measure] for field in FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_built_and_replicated_make_the_total_of_a_field(counts, field):
    assert counts[field, "built"] + counts[field, "replicated"] == counts[field, "total"]


def test_the_effective_share_of_all_is_the_printed_one(counts, report):
    share = sum(counts[field, "effective"] for field in FIELDS) / counts[None, "total"]
    assert round(100 * share, 2) == 57.44
    assert any(figure.value == 57.44 and figure.unit == "%" for figure in report.record.figures)


def test_percentages_stand_as_printed_even_where_they_are_wrong(report):
    printed = {figure.value for figure in report.record.figures if figure.unit == "%" and figure.field}
    assert printed == {40.2, 34.65, 12.05, 13.2, 54.09, 58.14, 61.84, 61.76}


def test_the_table_in_the_text_is_the_data(report):
    values = {figure.value for figure in report.record.figures if figure.field}
    cells = re.findall(r"\d[\d.,]*", "\n".join(re.findall(r"^\| (?!Thời|Nhiệm|Từ|Cộng|Lĩnh).*$", report.body, re.M)))
    assert {float(cell.replace(".", "").replace(",", ".")) for cell in cells} == values


def test_figures_are_told_apart_by_what_they_count(shipped):
    """Two rows of one table never have the same meaning, scope and period."""
    for folder in shipped.values():
        for item in folder.values():
            rows = [
                (f.what, f.unit, f.scope, f.period, f.field, f.measure) for f in getattr(item.record, "figures", ())
            ]
            assert len(rows) == len(set(rows)), item.record.id


def test_the_parts_of_a_count_make_it(report):
    values = {figure.what: figure.value for figure in report.record.figures}
    assert values["số huyện"] + values["số thị xã"] + values["số thành phố"] == values["đơn vị hành chính cấp huyện"]
    assert values["số xã"] + values["số thị trấn"] + values["số phường"] == values["đơn vị hành chính cấp xã"]
    assert values["số thôn"] + values["số tổ dân phố"] == values["thôn, tổ dân phố"]
