"""A sentence in both languages, with what several checks need of it, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.checks.matching import Matching, match_quantities
from generator.language.quantities import Quantity, chinese_quantities, english_quantities


@dataclass(frozen=True)
class Pair:
    """A Chinese sentence and its English."""

    zh: str
    en: str

    @cached_property
    def wanted(self) -> Sequence[Quantity]:
        """Quantities of the Chinese."""
        return chinese_quantities(self.zh)

    @cached_property
    def given(self) -> Sequence[Quantity]:
        """Quantities of the English."""
        return english_quantities(self.en)

    @cached_property
    def matching(self) -> Matching:
        """Which English quantity stands for which Chinese one."""
        return match_quantities(self.wanted, self.given)
