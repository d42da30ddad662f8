"""The page that offers the site's data for download, and the code book that says what every column holds."""

from collections.abc import Iterator, Mapping

from generator.entities import Page
from generator.render.feeds import feeds
from generator.render.linked_data import address, data_block, licence_node
from generator.render.markdown import bullets, link, section, table, words
from generator.render.parts import hub_page
from generator.render.views import Views
from generator.tables.datasets import Column, Dataset

FOLDER = "du-lieu"
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel (XLSX)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "jsonl": ("JSON Lines", "application/jsonl"),
}
"""Forms of every table: ending of the file, name for people, media type."""
PAGE, CODE_BOOK = "du-lieu-mo.md", "bang-ma-du-lieu.md"


def open_data_pages(views: Views) -> Iterator[Page]:
    """Yield the page of downloads and the code book."""
    labels, settings = views.labels, views.site.tables.settings
    parts = [
        words(labels["data_intro"]),
        section(labels["data_tables"], _tables(views), anchor="bang"),
        section(labels["data_excel"], words(labels["data_csv"]), anchor="mo-bang-excel"),
        section(labels["data_machines"], bullets(_machines(views)), anchor="cho-may-doc"),
        section(labels["data_feeds"], words(labels["data_feeds_intro"]), bullets(_feeds(views)), anchor="tin"),
        section(labels["data_reuse"], _reuse(views), anchor="dung-lai"),
        data_block([_dataset_node(views)]),
    ]
    yield hub_page(PAGE, labels["open_data"], parts, description=labels["data_intro"])
    crumbs = [[labels["open_data"], PAGE]]
    book = [words(labels["code_book_intro"]), *(_columns(*pair, views) for pair in views.site.tables.datasets.items())]
    yield hub_page(
        CODE_BOOK, labels["code_book"], book, breadcrumbs=crumbs, description=f"{settings.name}: {labels['code_book']}"
    )


def table_files(name: str, page: str, views: Views) -> str:
    """Return a line that offers the table ``name`` in every form; empty where it is not published."""
    if name not in views.site.tables.datasets:
        return ""
    files = ", ".join(link(shown, page, f"{FOLDER}/{name}.{ending}") for ending, (shown, _) in FORMATS.items())
    book = link(views.labels["code_book"], page, CODE_BOOK, name)
    return f"{words(views.labels['data_download'])} {files}. {book}\n{{: .dv-data }}"


def column_help(name: str, column: Column, dataset: Dataset, views: Views) -> str:
    """Return what a column holds: its own explanation, or that of the field of front matter of the same name."""
    helped = views.site.tables.field_help
    of_kind = helped.get(dataset.kind or "", {})
    return column.help or of_kind.get(name) or helped["record"].get(name) or column.title


def column_values(column: Column, views: Views) -> Mapping[str, str]:
    """Return the codes that may stand in a column, with what they mean; empty where anything may."""
    if not column.vocabulary:
        return column.values
    return {choice.id: choice.name for choice in getattr(views.site.tables, column.vocabulary)}


def _tables(views: Views) -> str:
    head = [views.labels[name] for name in ("data_table", "data_about", "data_files")]
    rows = [
        [
            link(dataset.title, PAGE, CODE_BOOK, name),
            words(dataset.about),
            ", ".join(link(shown, PAGE, f"{FOLDER}/{name}.{ending}") for ending, (shown, _) in FORMATS.items()),
        ]
        for name, dataset in views.site.tables.datasets.items()
    ]
    return table(head, rows)


def _machines(views: Views) -> Iterator[str]:
    labels = views.labels
    yield f"{link('datapackage.json', PAGE, f'{FOLDER}/datapackage.json')}: {words(labels['data_package'])}"
    yield f"{link(labels['code_book'], PAGE, CODE_BOOK)}: {words(labels['data_code_book'])}"
    yield words(labels["data_json"])
    yield f"{link('objects.inv', PAGE, 'objects.inv')}: {words(labels['data_inventory'])}"
    yield f"{link('sitemap.xml', PAGE, 'sitemap.xml')}: {words(labels['data_sitemap'])}"


def _feeds(views: Views) -> Iterator[str]:
    for feed in feeds(views):
        yield link(feed.title.removeprefix(f"{views.site.tables.settings.name}: "), PAGE, feed.path)


def _reuse(views: Views) -> str:
    settings = views.site.tables.settings
    lines = [
        words(f"{views.labels['data_licence']}: {settings.licence.title}.") if settings.licence else "",
        words(f"{views.labels['data_attribution']}: {settings.attribution}.") if settings.attribution else "",
        words(views.labels["data_sources"]),
    ]
    return "\n\n".join(line for line in lines if line)


def _columns(name: str, dataset: Dataset, views: Views) -> str:
    labels = views.labels
    head = [labels[key] for key in ("column_name", "column_title", "field_meaning", "column_type", "field_values")]
    rows = [
        [
            f"`{column_name}`",
            words(column.title),
            words(column_help(column_name, column, dataset, views)),
            words(_type(column, views)),
            ", ".join(f"`{code}` {words(meaning)}" for code, meaning in column_values(column, views).items()),
        ]
        for column_name, column in dataset.columns.items()
    ]
    return section(f"{dataset.title} ({name})", words(dataset.about), table(head, rows), anchor=name)


def _type(column: Column, views: Views) -> str:
    shown = views.labels[f"type_{column.type}"]
    return f"{shown}, {views.labels['type_many']}" if column.many else shown


def _dataset_node(views: Views) -> Mapping[str, object]:
    """Return the downloads as a schema.org Dataset: what search engines of data read."""
    settings = views.site.tables.settings
    distribution = [
        {
            "@type": "DataDownload",
            "name": dataset.title,
            "encodingFormat": media,
            "contentUrl": address(PAGE, f"{FOLDER}/{name}.{ending}", views),
        }
        for name, dataset in views.site.tables.datasets.items()
        for ending, (_, media) in FORMATS.items()
    ]
    return {
        "@type": "Dataset",
        "@id": address(PAGE, PAGE, views),
        "name": settings.name,
        "description": settings.description,
        "inLanguage": "vi",
        "license": licence_node(views),
        "creditText": settings.attribution,
        "distribution": distribution,
    }
