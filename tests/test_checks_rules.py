"""`content/checks.yaml`: what it switches, and what is said of a slip in it."""

import json
from pathlib import Path

import pytest

from generator.checks import ALL_CHECKS, CHECKS, CODES, CheckRules, check_pair
from generator.checks.pairs import check_pairs
from generator.content.checks_file import load_check_rules
from generator.glossary import Glossary
from generator.translate.choice import judge
from generator.translate.repair import repair

NONE = Glossary()
ROOT = Path(__file__).parent.parent


def rules_of(tmp_path, text):
    path = tmp_path / "checks.yaml"
    path.write_text(text, encoding="utf-8")
    return load_check_rules(path)


def test_codes_and_severities_are_read(tmp_path):
    rules, problems = rules_of(tmp_path, "disabled: [brackets, latin]\nseverity: {name: serious}\n")
    assert (rules.off, dict(rules.severity), problems) == ({"brackets", "latin"}, {"name": "serious"}, ())


def test_without_the_file_every_check_runs(tmp_path):
    assert load_check_rules(tmp_path / "checks.yaml") == (ALL_CHECKS, ())


def test_the_file_of_the_project_is_sound():
    assert load_check_rules(ROOT / "content" / "checks.yaml")[1] == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("disabled: [latinn]", "disabled: there is no check `latinn`"),
        ("disabled: latin", "`disabled` is no list"),
        ("severity: {latin: grave}", "severity of latin: `grave`"),
        ("severity: {what: minor}", "severity: there is no check `what`"),
        ("severity: minor", "`severity` is no list of codes"),
        ("disable: [latin]", "unknown key `disable`"),
        ("- latin", "no `disabled:` and no `severity:`"),
        ("disabled: [", "broken YAML"),
    ],
)
def test_a_slip_is_told_and_switches_nothing_off(tmp_path, text, said):
    rules, (problem, *more) = rules_of(tmp_path, text)
    assert said in problem.found
    assert problem.remedy
    assert not more
    assert rules == CheckRules()


def test_severity_can_be_overridden():
    (flag,) = check_pair("引进Cevian公司。", "The company Sevan was brought in.", NONE)
    assert flag.severity == "minor"
    grave = CheckRules(severity={"latin": "serious"})
    assert (
        check_pair("引进Cevian公司。", "The company Sevan was brought in.", NONE, rules=grave)[0].severity == "serious"
    )


def test_what_is_off_is_neither_flagged_nor_repaired_in_translating_and_in_check_pairs():
    zh, en = "投资5900亿元。", "RMB 5.9 trillion was invested."
    off = CheckRules(off=frozenset({"number"}))
    assert judge(zh, en, 0, NONE, off).flags == ()
    assert judge(zh, en, 0, NONE, off).en == en
    ((answer, _),) = check_pairs([json.dumps({"id": 1, "zh": zh, "en": en})], NONE, repair, off)
    assert json.loads(answer) == {"id": 1, "flags": [], "repaired": None}


def test_every_check_and_code_is_described_in_the_docs():
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"`{code}`" not in text] == []
    assert set(CHECKS) < set(CODES)
