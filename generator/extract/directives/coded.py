"""What the code of an organ in a number says of who issued the document, beside the words that stand there.

A code that no table knows is that of the text's own series, or of nobody known.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.document import Context
from generator.extract.directives.grammar import Grammar, grammar_of
from generator.extract.directives.issuers import Issuer, issuer_reader
from generator.extract.directives.numbers import Citation, organ_code_of
from generator.tables import Tables
from generator.tables.documents import Organ
from generator.tables.place_names import Setting

_JOINT = "Thông tư liên tịch"  # the one joint document whose issuers its number is trusted to name


class OwnSeries(NamedTuple):
    """The organ code of the text's own number, and the organ that numbers its documents so."""

    code: str
    issuer: str
    unit: str | None


def own_series(context: Context, grammar: Grammar) -> OwnSeries | None:
    """Return the series that the text of ``context`` is numbered in, None if it says no number or no issuer."""
    code = organ_code_of(context.number, grammar) if context.number else None
    unit = context.locality.id if context.locality else None
    return OwnSeries(code, context.issuer, unit) if code and context.issuer else None


def by_code(
    text: str, plain: str, citation: Citation, setting: Setting, tables: Tables, own: OwnSeries | None
) -> Citation:
    """Let the code at the end of the number say the issuer where no words do, or whose the office is they name."""
    if own and citation.organ == own.code and _is_short(citation, own):
        return citation._replace(issuer=own.issuer, locality=own.unit)
    grammar, reader = grammar_of(tables), issuer_reader(tables)
    if not citation.organ:
        return citation
    organs = grammar.organs_of(citation.organ, citation.family)
    if citation.locality is None and citation.issuer in grammar.offices:
        seat = tuple(organ for organ in organs if organ.is_committee)
        name, unit = reader.of_code(citation.organ, seat or organs, setting)
        if name is None and own and citation.organ == own.code:
            name, unit = own.issuer.removeprefix(_office(own.issuer, grammar)).strip(), own.unit
        whole = name if name and name.startswith(citation.issuer) else f"{citation.issuer} {name}"
        return citation._replace(issuer=whole, locality=unit) if name else citation
    if citation.issuer:
        return citation
    if not citation.certain and any(organ.own for organ in organs):
        return citation  # in damaged text the words that say whose it is may only have become unreadable
    if citation.type != _JOINT and _is_joint(citation, grammar):
        return citation  # "NQLT-HND-MTTQ" is of both
    known = setting.gazetteer.by_id.get(citation.locality or "")
    stated = known or reader.unit_after(text, plain, citation.end, setting)
    name, unit = reader.of_code(citation.organ, organs, setting, stated)
    if name is None and own and citation.certain and citation.organ == own.code:
        name, unit = _office_of(own.issuer, organs, grammar), own.unit
    if name and citation.type == _JOINT and citation.number:
        codes = citation.number.split("/")[-1].split("-")
        name = ", ".join(reader.of_code(c, grammar.organs_of(c), setting)[0] or c for c in codes[1:])
    return citation._replace(issuer=name, locality=unit)


def _is_joint(citation: Citation, grammar: Grammar) -> bool:
    """Tell whether the number ends in the codes of several organs after that of its type."""
    codes = re.split(r"[-/]", citation.number or "")[1:]
    organs = [code for code in codes if any(o.own or o.reach != "office" for o in grammar.organs_of(code))]
    return len(organs) > 1 and codes[0] not in organs


def _is_short(citation: Citation, own: OwnSeries) -> bool:
    """Tell whether the issuer stated, which is no unit's, is the text's own in short: "Đảng ủy" in that of one."""
    stated = citation.issuer
    return stated is not None and citation.locality is None and own.issuer.casefold().startswith(stated.casefold())


def _office(issuer: str, grammar: Grammar) -> str:
    """Return the office that ``issuer`` begins with, "" if it begins with none."""
    return next((name for name in grammar.offices if issuer.startswith(f"{name} ")), "")


def _office_of(issuer: str, organs: Sequence[Organ], grammar: Grammar) -> str:
    """Return ``issuer`` under the office that a code names: "Ban Thường vụ …" for BTV, whoever signs the text."""
    named = _office(issuer, grammar)
    meant = next((organ.name for organ in organs if organ.reach == "office" and organ.name), None)
    return f"{meant}{issuer.removeprefix(named)}" if named and meant else issuer


def can_issue(subject: Issuer, citation: Citation, grammar: Grammar) -> bool:
    """Tell whether the code of the number allows ``subject``.

    No organ of a unit numbers as central ones do, and none of the state as a party committee.
    """
    organs = grammar.organs_of(citation.organ or "", citation.family)
    central = citation.organ == "TW" or (organs and organs[-1].reach == "central")
    if organs and organs[-1].is_committee and not central:
        state = (organ.name for organ in grammar.organs if organ.family == "state" and organ.reach == "body")
        return not subject.name.startswith(tuple(state))
    return subject.locality is None or not central
