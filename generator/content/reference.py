"""All data of `content/` that stages need, loaded at once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.checks import CheckRules
from generator.content.checks_file import load_check_rules
from generator.content.duplicates_file import load_rulings
from generator.content.glossary_file import load_glossary
from generator.content.newsroom import load_entity_words, load_newsroom, load_normalise_rules
from generator.content.reference_files import load_gazetteer, load_taxonomy
from generator.content.site_file import load_cues, load_site_settings, load_units
from generator.dedupe import Rulings
from generator.entities import EntityWords
from generator.errors import InputError, Problem
from generator.gazetteer import Gazetteer
from generator.glossary import Glossary
from generator.normalise import NormaliseRules
from generator.segment.patterns import Newsroom
from generator.site_settings import SiteSettings
from generator.summarise import Cues
from generator.taxonomy import Taxonomy
from generator.units import Units


@dataclass(frozen=True, slots=True)
class Reference:
    """The editors' data."""

    gazetteer: Gazetteer
    taxonomy: Taxonomy
    glossary: Glossary
    newsroom: Newsroom
    entity_words: EntityWords
    rules: NormaliseRules
    cues: Cues
    units: Units
    check_rules: CheckRules
    rulings: Rulings
    settings: SiteSettings
    cut_stamp: str = ""
    """The SHA-256 of the files that cutting a page uses: where it is another, pages are to be cut anew."""


def load_reference(content: Path) -> tuple[Reference, tuple[Problem, ...]]:
    """The data of a content folder, and what is wrong with it. Raises InputError if the folder is missing."""
    if not content.is_dir():
        raise InputError("no such folder", "give the editors' folder with --content", file=str(content))
    gazetteer, p1 = load_gazetteer(content / "gazetteer.yaml")
    taxonomy, p2 = load_taxonomy(content / "taxonomy.yaml")
    glossary, p3 = load_glossary(content / "glossary.yaml")
    newsroom, p4 = load_newsroom(content / "newsroom.yaml")
    entity_words, p9 = load_entity_words(content / "entities.yaml", newsroom.surnames)
    rules, p5 = load_normalise_rules(content / "normalise.yaml")
    cues, p6 = load_cues(content / "summary.yaml")
    check_rules, p11 = load_check_rules(content / "checks.yaml")
    units, p10 = load_units(content / "units.yaml")
    rulings, p7 = load_rulings(content / "duplicates.yaml")
    settings, p8 = load_site_settings(content)
    reference = Reference(
        gazetteer,
        taxonomy,
        glossary,
        newsroom,
        entity_words,
        rules,
        cues,
        units,
        check_rules,
        rulings,
        settings,
        _stamp(content),
    )
    return reference, (*p1, *p2, *p3, *p4, *p5, *p6, *p7, *p8, *p9, *p10, *p11)


_FOR_CUTTING = (
    "duplicates.yaml", "gazetteer.yaml", "newsroom.yaml", "normalise.yaml", "summary.yaml", "taxonomy.yaml",
)  # fmt: skip


def _stamp(content: Path) -> str:
    told = hashlib.sha256()
    for name in _FOR_CUTTING:
        path = content / name
        told.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"-")
    return told.hexdigest()
