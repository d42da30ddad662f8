"""Whether the figures of a text agree with one another. Nothing is corrected: what does not hold is reported.

Checked are parts against totals, rates against counts, growth, lists against their counts, and figures told twice.
A check is made only where the text leaves no doubt what is compared with what. Linear in the text.
"""

from collections.abc import Sequence

from generator.document import FigureCheck, FoundFigure
from generator.extract.prose import prose_of
from generator.extract.reconcile.amounts import Amounts, reconcile_grammar
from generator.extract.reconcile.complaints import complaints
from generator.extract.reconcile.counted import counted_lists, noted_lists, worded_lists
from generator.extract.reconcile.grouped import grouped_sums
from generator.extract.reconcile.repeated import repeated
from generator.extract.reconcile.shares import growths, shares
from generator.extract.reconcile.sums import separate, sums
from generator.extract.reconcile.tabular import table_sums
from generator.tables import Tables

__all__ = ["complaints", "reconcile"]


def reconcile(text: str, figures: Sequence[FoundFigure], tables: Tables) -> tuple[FigureCheck, ...]:
    """Return the checks that ``figures`` of ``text`` allow, in the order of the number stated; each once."""
    prose = prose_of(text)
    amounts = Amounts(prose, figures, reconcile_grammar(tables.reconcile_words))
    found = [
        *grouped_sums(amounts),
        *sums(amounts),
        *separate(amounts),
        *table_sums(prose.tables, figures, amounts),
        *shares(amounts),
        *growths(amounts),
        *counted_lists(amounts),
        *worded_lists(amounts),
        *noted_lists(amounts),
        *repeated(figures, amounts),
    ]
    once = {(check.kind, check.spans): check for check in reversed(found)}
    return tuple(sorted(once.values(), key=lambda check: (check.spans[0].start, check.kind)))
