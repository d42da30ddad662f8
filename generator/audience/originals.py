"""What was received and is kept beside a report, for those who may see it: lines of scans are published with it.

A scan holds everything its report holds. So the public gets it only where nothing of the report is internal or masked,
and with personal data masked that stand in the scan alone.
"""

from collections.abc import Iterable, Mapping

from generator.audience.masking import allowed_by, hide_personal
from generator.entities import Kind
from generator.records import Audience, Entry, Record
from generator.site import Lines
from generator.tables import Tables
from generator.visibility import internal_fields


def originals_for(
    originals: Mapping[str, Lines],
    written: Iterable[Entry[Record]],
    shown: Iterable[Entry[Record]],
    tables: Tables,
    audience: Audience,
) -> Mapping[str, Lines]:
    """Return the scans ``audience`` may see, by the id of their report.

    ``written`` are the entries as people wrote them, ``shown`` what the audience sees of them.
    """
    if audience is Audience.INTERNAL:
        return originals
    reports = {entry.record.id: entry for entry in written if entry.ref.kind is Kind.REPORT}
    whole = {}
    for entry in shown:
        lines = originals.get(entry.record.id) if entry.ref.kind is Kind.REPORT else None
        before = reports[entry.record.id] if lines else entry
        if lines and entry.body == before.body and not internal_fields(before.record):
            allowed = allowed_by(before.record, tables)
            whole[entry.record.id] = tuple(
                (hide_personal(read, tables, allowed), hide_personal(raw, tables, allowed)) for read, raw in lines
            )
    return whole
