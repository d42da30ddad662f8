"""Words that say nothing of what a model is about, so that sharing them relates no two models."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict

from generator.text import match_key


class RelatedWords(BaseModel):
    """``related_words.yml``: syllables that only join others, and pairs of syllables that stand in any model's text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    joining: tuple[str, ...]
    common: tuple[str, ...]

    @cached_property
    def joining_keys(self) -> frozenset[str]:
        return frozenset(map(match_key, " ".join(self.joining).split()))

    @cached_property
    def common_keys(self) -> frozenset[str]:
        return frozenset(map(match_key, self.common))
