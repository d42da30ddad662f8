"""The empty registration form as ``.xlsx``: a head that cannot be changed, lists to choose from, notes, one example.

What a model's front matter and sections hold has a column here, under a head that the import understands; a filled
form imports without loss. The bytes depend on the tables alone.
"""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.tables import Tables

HEAD_ROW = 4
"""Row of the heads, counted from 1; the example follows."""
ROWS = 2000
"""Rows with lists to choose from."""
_MADE = dt.datetime(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form: what it holds, its head, how wide, what to write, and the example.

    ``choices`` is the name of a list to choose from.
    """

    holds: str
    head: str
    width: int
    help: str
    example: str
    choices: str = ""


def form_columns(tables: Tables) -> tuple[FormColumn, ...]:
    """Return the columns of the form, as ``site_config/list_words.yml`` words them."""
    columns = tables.list_words.template.columns
    return tuple(FormColumn(holds=holds, **words.model_dump()) for holds, words in columns.items())


def choices_of(name: str, tables: Tables) -> tuple[str, ...]:
    """Return the values to choose from, as people write them."""
    words = tables.list_words
    match name:
        case "fields":
            return tuple(choice.name for choice in tables.fields)
        case "holders":
            return tuple(wordings[0].capitalize() for wordings in words.holders.values())
        case "marks":
            return words.template.marks
    return words.template.audiences


def template(tables: Tables) -> bytes:
    """Return the empty form."""
    memory = BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": tables.list_words.template.title, "created": _MADE})
    sheet = book.add_worksheet(tables.list_words.template.sheet)
    _Form(book, sheet, tables).write()
    book.close()
    return memory.getvalue()


class _Form:
    """Writes the sheets of the form."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, tables: Tables) -> None:
        self.book, self.sheet, self.tables = book, sheet, tables
        self.words = tables.list_words.template
        self.columns = form_columns(tables)

    def write(self) -> None:
        self._heads()
        self._example()
        self._body()
        self._lists()
        self._guide()
        self.sheet.freeze_panes(HEAD_ROW, 2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEAD_ROW - 1)
        self.sheet.protect("", {"format_rows": True, "format_columns": True, "insert_rows": True, "sort": True})

    def _format(self, **properties: object) -> Format:
        return self.book.add_format({"font_name": "Times New Roman", "font_size": 12, "valign": "top", **properties})

    def _heads(self) -> None:
        self.sheet.write(0, 0, self.words.title, self._format(bold=True, font_size=14))
        self.sheet.write(1, 0, self.words.note, self._format(italic=True))
        head = self._format(bold=True, text_wrap=True, border=1, bg_color="#E8EEF4", align="center")
        self.sheet.set_row(HEAD_ROW - 1, 48)
        self.sheet.write(HEAD_ROW - 1, 0, self.words.number, head)
        for at, column in enumerate(self.columns, 1):
            self.sheet.write(HEAD_ROW - 1, at, column.head, head)
            note = {"validate": "any", "input_title": column.head[:32], "input_message": column.help[:255]}
            self.sheet.data_validation(HEAD_ROW - 1, at, HEAD_ROW - 1, at, note)

    def _example(self) -> None:
        grey = self._format(text_wrap=True, border=1, italic=True, font_color="#5A5A5A", bg_color="#F6F6F6")
        self.sheet.write(HEAD_ROW, 0, self.tables.list_words.example.capitalize(), grey)
        for at, column in enumerate(self.columns, 1):
            self.sheet.write_string(HEAD_ROW, at, column.example, grey)

    def _body(self) -> None:
        """Unlock the columns to be filled in; their cells are text, so that nothing is made a date or a number."""
        open_cell = self._format(text_wrap=True, locked=False, num_format="@")
        for at, width in enumerate((8, *(column.width for column in self.columns))):
            self.sheet.set_column(at, at, width, open_cell)
        for at, column in enumerate(self.columns, 1):
            if column.choices:
                count = len(choices_of(column.choices, self.tables))
                place = list(self._choices()).index(column.choices)
                letter = chr(ord("A") + place)
                source = f"='{self.words.lists}'!${letter}$2:${letter}${count + 1}"
                rule = {"validate": "list", "source": source, "error_type": "warning"}
                self.sheet.data_validation(HEAD_ROW + 1, at, HEAD_ROW + ROWS, at, rule)

    def _choices(self) -> dict[str, str]:
        return {column.choices: column.head for column in self.columns if column.choices}

    def _lists(self) -> None:
        sheet = self.book.add_worksheet(self.words.lists)
        for at, (name, head) in enumerate(self._choices().items()):
            sheet.write(0, at, head, self._format(bold=True))
            sheet.set_column(at, at, 32)
            for row, value in enumerate(choices_of(name, self.tables), 1):
                sheet.write_string(row, at, value, self._format())
        sheet.protect("")

    def _guide(self) -> None:
        sheet = self.book.add_worksheet(self.words.guide)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 110)
        for row, column in enumerate(self.columns):
            sheet.write_string(row, 0, column.head, self._format(bold=True))
            sheet.write_string(row, 1, column.help, self._format(text_wrap=True))
        sheet.protect("")
