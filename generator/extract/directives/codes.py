"""Organs that a number's own code means for a text: "TU" is the committee of its province, "UBND" its own body."""

from collections.abc import Sequence

from generator.entities import Level, Locality
from generator.tables.documents import Organ
from generator.tables.place_names import Setting


def organ_of_code(
    code: str, organs: tuple[Organ, ...], seats: Sequence[Organ], setting: Setting, stated: Locality | None = None
) -> tuple[str | None, str | None]:
    """Return name and unit of the organ that ``code`` means for a text of ``setting``; ``seats``: all committees.

    ``organs`` are those the code stands for, office before seat; ``stated`` is the unit that words beside it name.
    """
    if not organs:
        return None, None
    last = organs[-1]
    if last.reach == "central":
        return last.name, None
    if last.reach == "seat":
        return _of_committee(code, organs, seats, setting, stated)
    if stated and last.reach == "body":
        return joined(organs, stated), stated.id
    if not last.own or setting.unit is None:
        return None, None
    if last.reach == "office":
        kind = setting.unit.type if not last.units or setting.unit.type in last.units else ""
        seat = next((seat for seat in seats if seat.family == "party" and kind in seat.units), None)
        return (joined((last, seat), setting.unit), setting.unit.id) if seat else (None, None)
    unit = unit_of_types(setting, last.units) if last.units else setting.unit
    return (joined(organs, unit), unit.id) if unit else (None, None)


def _of_committee(
    code: str, organs: tuple[Organ, ...], seats: Sequence[Organ], setting: Setting, stated: Locality | None
) -> tuple[str | None, str | None]:
    coded = [organ for organ in seats if code.endswith(organ.codes)]
    if stated and (seat := next((seat for seat in coded if stated.type in seat.units), None)):
        return joined((*organs[:-1], seat), stated), stated.id
    pairs = [(seat, unit) for seat in coded if (unit := unit_of_types(setting, seat.units, _level(code)))]
    if not pairs:
        return None, None
    seat, unit = pairs[-1] if _level(code) else pairs[0]
    return joined((*organs[:-1], seat), unit), unit.id


def unit_of_types(setting: Setting, kinds: tuple[str, ...], level: Level | None = None) -> Locality | None:
    """Return the unit of one of ``kinds`` that the text's own unit is or lies in, on the text's day."""
    level = Level.PROVINCE if "Tỉnh" in kinds else level
    fits = [u for u in setting.chain if u.type in kinds and level in (None, u.level)]
    if not fits:
        fits = [
            u for u in setting.kin if u.type in kinds and level in (None, u.level) and u.level is not Level.PROVINCE
        ]
        fits = fits if len(fits) == 1 else []
    return fits[0] if fits else None


def _level(code: str) -> Level | None:
    return Level.PROVINCE if code.endswith("TU") and not code.endswith("ThTU") else None


def joined(organs: tuple[Organ, ...], unit: Locality) -> str:
    """Return the full name of an organ of ``unit``: "Ban Thường vụ Tỉnh ủy Quảng Ngãi", "UBND huyện Bình Sơn"."""
    last = organs[-1]
    place = unit.name if last.reach == "seat" else small(unit.short_name)
    return " ".join(filter(None, (*(organ.name for organ in organs), place)))


def small(short_name: str) -> str:
    """Return "Huyện Bình Sơn" as it stands within a name."""
    return short_name[:1].lower() + short_name[1:]
