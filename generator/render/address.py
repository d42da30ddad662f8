"""Where every page lives. Addresses are flat, ASCII and permanent."""

from generator.entities import Kind, Ref

FOLDERS = {
    Kind.MODEL: "mo-hinh",
    Kind.DIRECTIVE: "van-ban",
    Kind.LOCALITY: "dia-phuong",
    Kind.REPORT: "bao-cao",
    Kind.MOVEMENT: "phong-trao",
}
FIELDS = "linh-vuc"


def page_path(ref: Ref) -> str:
    """Return the path of an entity's page below the documents folder: ``mo-hinh/x.md``."""
    folder = FOLDERS.get(ref.kind)
    return f"{folder}/{ref.id}.md" if folder else f"{ref.id}.md"


def field_path(field_id: str) -> str:
    """Return the path of the page of one of the four fields."""
    return f"{FIELDS}/{field_id}.md"


def link_from(page: str, target: str, anchor: str = "") -> str:
    """Return the relative link from ``page`` to ``target``, both paths below the documents folder."""
    here, _, _ = page.rpartition("/")
    there, _, name = target.rpartition("/")
    up = "../" * (here.count("/") + 1 if here else 0)
    address = name if here == there else up + target
    return f"{address}#{anchor}" if anchor else address
