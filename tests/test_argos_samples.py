"""Real recorded machine translations: a floor under what the checks find, mend and leave alone."""

import json
from pathlib import Path

import pytest

from generator.checks import check_pair
from generator.checks.number import unmatched_in
from generator.glossary import Glossary
from generator.translate.repair import repair

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "data" / "argos_samples.json"
NONE = Glossary()
FIGURES = {"wan", "yi", "plain", "percent", "date", "ordinal"}

pytestmark = pytest.mark.skipif(not SAMPLES.is_file(), reason="the recorded translations may not be handed on")


@pytest.fixture(scope="module")
def items():
    return json.loads(SAMPLES.read_text(encoding="utf-8"))["items"]


def flagged(items, side):
    return [item["id"] for item in items if item.get(side) and check_pair(item["source"], item[side], NONE)]


def test_every_faulty_sentence_is_flagged(items):
    faulty = [item for item in items if item["label"] == "faulty"]
    assert len(flagged(faulty, "argos")) == len(faulty)


def test_no_sound_sentence_is_flagged(items):
    assert flagged([item for item in items if item["label"] == "correct"], "argos") == []
    assert flagged(items, "google") == []


def test_human_references_are_flagged_only_where_a_figure_differs(items):
    assert len(flagged(items, "reference")) <= 4


def test_most_wrong_figures_are_right_after_repair(items):
    wrong = [item for item in items if item["kind"] in FIGURES]
    right = 0
    for item in wrong:
        mended = repair(item["source"], item["argos"], check_pair(item["source"], item["argos"], NONE), NONE)
        right += mended is not None and not unmatched_in(item["source"], mended)[0]
    assert right / len(wrong) >= 0.6


def test_nothing_sound_is_mended(items):
    for item in items:
        for side in ("reference", "google"):
            if item.get(side):
                flags = check_pair(item["source"], item[side], NONE)
                before, mended = item[side], repair(item["source"], item[side], flags, NONE)
                assert mended is None or len(unmatched_in(item["source"], mended)[0]) <= len(
                    unmatched_in(item["source"], before)[0]
                )
