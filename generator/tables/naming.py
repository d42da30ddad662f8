"""Schemas of the tables that tell the names of models from those of movements, slogans and titles."""

from collections.abc import Mapping

from generator.tables.quantities import Entry


class KnownMovement(Entry):
    """A movement everybody knows; ``alone``: its name is enough, no word need introduce it."""

    name: str
    kind: str
    others: tuple[str, ...] = ()
    alone: bool = False


class MovementWords(Entry):
    """Words that introduce a movement (kind -> words), words a name without quotation marks ends before, known ones.

    ``compounds``: words of two syllables whose second one looks like such an end.
    """

    cues: Mapping[str, tuple[str, ...]]
    between: tuple[str, ...]
    unquoted: tuple[str, ...]
    quoted_only: tuple[str, ...]
    generic: tuple[str, ...]
    ends: tuple[str, ...]
    compounds: tuple[str, ...]
    tails: tuple[str, ...]
    known: tuple[KnownMovement, ...]


class ModelWords(Entry):
    """Words that introduce a model, words that introduce another quoted phrase, and how unquoted names end.

    ``cues``: of a model. ``others``: what a quoted phrase is when the nearest such word stands before it;
    ``name_heads``: those that also begin names of models in a list of them, ``not_heads`` begin none.
    ``name_labels``, ``place_labels``, ``labels``: labels of a registration form, "Tên mô hình: …". ``openers``: after
    them a list of models begins. ``between``: may stand between cue and name, ``naming`` right before it; ``acting``:
    may not before one in quotation marks that begins small. ``ends``: a name without quotation marks ends before
    them, before ``weak_ends`` unless a word or two complete it; not within ``compounds``. ``doing``: what a model
    does, the end of its name where a number follows. ``makers``: verbs whose quoted object is a model; ``launching``:
    whose object with a capital is one where the text speaks of models, unless it begins with ``organs``. ``generic``:
    no name. ``going_on``: a sentence that begins so still speaks of the model. ``activities``: a name that begins so
    may begin small, where the text says who has it (``having``: the verb between), unless it begins with one of the
    ``kinds`` of models. ``praising``: words before what is best. ``settlements``: units below the commune;
    ``holders``: other words for who has a model. ``name_columns``, ``place_columns``: heads of such columns of a
    table; ``plain_columns`` hold names where the words above the table speak of models. ``persons``: words before the
    name of a person. ``groups``: headings that divide a list of models. ``leads``: words before the field at the
    beginning of a paragraph. ``fields``: field id -> words of headings and sentence openings.
    """

    cues: tuple[str, ...]
    others: tuple[str, ...]
    name_heads: tuple[str, ...]
    not_heads: tuple[str, ...]
    name_labels: tuple[str, ...]
    place_labels: tuple[str, ...]
    labels: tuple[str, ...]
    openers: tuple[str, ...]
    between: tuple[str, ...]
    naming: tuple[str, ...]
    acting: tuple[str, ...]
    ends: tuple[str, ...]
    compounds: tuple[str, ...]
    weak_ends: tuple[str, ...]
    doing: tuple[str, ...]
    makers: tuple[str, ...]
    launching: tuple[str, ...]
    organs: tuple[str, ...]
    generic: tuple[str, ...]
    going_on: tuple[str, ...]
    activities: tuple[str, ...]
    having: tuple[str, ...]
    praising: tuple[str, ...]
    kinds: tuple[str, ...]
    settlements: tuple[str, ...]
    holders: tuple[str, ...]
    persons: tuple[str, ...]
    groups: tuple[str, ...]
    leads: tuple[str, ...]
    name_columns: tuple[str, ...]
    plain_columns: tuple[str, ...]
    place_columns: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
