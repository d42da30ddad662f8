"""Who may see what: the one place where what is internal leaves the data, right after reading and before all else.

For the public audience the entries that come out are those of content in which internal records, fields, items and
marked stretches of text were never written, nothing refers to them, and personal data are masked: whatever is made from
the entries afterwards (links, counts, search, downloads) cannot know of them. Marks that are not understood are errors
for every audience.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.audience.fields import field_complaints
from generator.audience.header import cut_header
from generator.audience.marks import mark_complaints, without_marked
from generator.audience.masking import masked
from generator.audience.references import Hidden, pointing_places, without_links
from generator.diagnostics import Diagnostic
from generator.memory import Memory
from generator.parallel import each
from generator.records import Audience, Entry, Record
from generator.tables import Tables
from generator.visibility import hidden_places, without

Entries = tuple[Entry[Record], ...]
_Shown = tuple[Entry[Record] | None, tuple[Diagnostic, ...]]
"""An entry as the public sees it, None where nothing had to be taken out or masked, and complaints about it."""


def for_audience(
    entries: Iterable[Entry[Record]], tables: Tables, audience: Audience, memory: Memory | None = None
) -> tuple[Entries, tuple[Diagnostic, ...]]:
    """Return the entries ``audience`` may see, less what it may not see in them, and complaints about the marks.

    The internal audience sees everything as written. Diagnostics do not depend on the audience. An entry that
    ``memory`` knows is not gone through again.
    """
    everything = tuple(entries)
    complaints = [one for entry in everything for one in (*field_complaints(entry), *mark_complaints(entry))]
    hidden = Hidden.of(everything, tables.gazetteer)
    written = [entry for entry in everything if entry.record.audience is Audience.PUBLIC]
    public: list[Entry[Record]] = []
    for entry, (shown, personal) in zip(written, _all_shown(written, hidden, tables, memory or Memory()), strict=True):
        public.append(shown or entry)
        complaints.extend(personal)
    return (everything if audience is Audience.INTERNAL else tuple(public)), tuple(complaints)


def _all_shown(written: list[Entry[Record]], hidden: Hidden, tables: Tables, memory: Memory) -> list[_Shown]:
    """Return each entry as the public sees it, in order."""
    frame = (hidden.digest, tables.digest)
    depends = [(entry.header, entry.body, entry.body_line, *frame) for entry in written]
    shown: list[_Shown | None] = [
        memory.recall("public", entry.file, made_from) for entry, made_from in zip(written, depends, strict=True)
    ]
    left = [number for number, one in enumerate(shown) if one is None]
    for number, one in zip(left, each(_reader(hidden, tables), [written[n] for n in left]), strict=True):
        shown[number] = one
        memory.keep("public", written[number].file, depends[number], one)
    return [one for one in shown if one is not None]


def shown_entry(entry: Entry[Record], hidden: Hidden, tables: Tables, audience: Audience) -> Entry[Record] | None:
    """Return an entry as ``audience`` sees it, None where it may not; ``hidden`` is what the public may not see."""
    if audience is Audience.INTERNAL:
        return entry
    return _public(entry, hidden, tables)[0] if entry.record.audience is Audience.PUBLIC else None


def _reader(hidden: Hidden, tables: Tables) -> Callable[[Entry[Record]], _Shown]:
    _ = tables.personal_words, tables.labels  # read once, not in every process

    def read(entry: Entry[Record]) -> _Shown:
        shown, complaints = _public(entry, hidden, tables)
        return (None if shown is entry else shown), complaints  # most are as they were, and need not be sent

    return read


def _public(entry: Entry[Record], hidden: Hidden, tables: Tables) -> tuple[Entry[Record], tuple[Diagnostic, ...]]:
    """Return a public entry without its internal parts and with personal data masked, and complaints about these."""
    return masked(_cut(without_links(without_marked(entry), hidden), hidden), entry.record, tables)


def _cut(entry: Entry[Record], hidden: Hidden) -> Entry[Record]:
    places = (*hidden_places(entry.record), *pointing_places(entry.record, hidden))
    if places or "#" in entry.header:
        entry = replace(entry, record=without(entry.record, places), header=cut_header(entry.header, places))
    return entry
