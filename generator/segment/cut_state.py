"""What the search for the articles of a page keeps: an article so far, and a unit with its place."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.segment.units import Unit

Part = Literal["headline", "subhead", "stray", "text", "other"]
"""What a unit is in its article."""


class State(NamedTuple):
    """An article so far. A tuple, since it is made and looked up at every unit."""

    headline: bool = False
    body: bool = False
    closed: bool = False
    jumped: bool = False
    """It began with a jump from another page."""
    trailing: bool = False
    """Its headline came below it: nothing but headline lines and captions may follow."""
    last: Literal["", "headline", "subhead"] = ""
    """The unit before was a headline, or a subhead."""
    signed: bool = False
    """An opening, a byline or a credit tells whose it is."""
    slogan: bool = False
    """Its headline has nothing to do with the text below it, as a slogan of the page has not."""
    subheads: Literal["", "one", "more"] = ""
    """Unmarked subheads so far; features have several or none."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its place."""

    unit: Unit
    part: Part
    starts: bool
    """It begins an article."""
    margin: float
    """Score points by which its place won over the best other place."""
