"""Duplicates: what is one story, what only looks alike, and what the story keeps."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator.content.duplicates_file import load_rulings
from generator.dedupe import (
    DuplicateIndex,
    Rulings,
    Thresholds,
    compared_text,
    deduplicate,
    difference,
    duplicate_of,
    fingerprint,
    fingerprint_of,
)
from generator.dedupe.compare import _align, _may_align, _met, plain_text
from generator.dedupe.seam import Seams
from generator.model import Article, Block

REPORT = (
    "本报讯（记者 张三）3月8日，区长王五主持召开区政府第12次常务会议，听取情况汇报，审议《消费促进行动方案》。",
    "会议指出，今年以来全区新开工项目46个，完成投资120.5亿元，同比增长7.2%。各部门要盯紧项目进度，及时解决用地和融资难题。",
    "会议要求，加快推进沿江步道贯通，年内建成口袋公园9个，新增停车位2600个，让居民出门见绿、停车不难。",
    "会议还研究了校园食品安全、森林防火等事项。区政府领导和有关部门负责人参加会议。",
)
OTHER = (
    "春分时节，嘉陵江畔的油菜花开得正好。周末两天，花田迎来游客3.4万人次，周边农家乐的床位订到了月底。",
    "村民李桂兰把自家院子改成了茶馆，一碗老荫茶配一碟炒花生，一天能卖两百多碗。她说，往年这个时候只能进城打零工。",
    "镇里请来高校团队做规划，把三个村的花田、古道和老油坊串成一条七公里的步行线，沿线设了十二处补给点。",
)


def article(paragraphs: tuple[str, ...], file: str = "a.txt", title: str = "常务会议召开", **fields: object) -> Article:
    blocks = tuple(Block("paragraph", text) for text in paragraphs)
    made = Article("", file, "news", title, blocks, ((1, 9),))
    return replace(made, **fields)  # type: ignore[arg-type]


def count(*articles: Article) -> int:
    return len(deduplicate(articles))


def noisy(text: str, rate: float) -> str:
    rng = random.Random(5)
    return "".join(rng.choice("的一是在不了有和人这") if rng.random() < rate else ch for ch in text)


def test_a_page_given_twice_is_one_story_told_with_both_files() -> None:
    (story,) = deduplicate([article(REPORT), article(REPORT, "b.txt")])
    assert [(one.source_file, one.relation) for one in story.printings] == [("b.txt", "exact")]
    assert dict(duplicate_of([story])) == {"b.txt:1": "a.txt:1"}


@pytest.mark.parametrize(
    ("copy", "relation"),
    [
        (article(REPORT, "b.txt", "区政府部署重点工作"), "reprint"),
        (article(REPORT[:2], "b.txt"), "truncated"),
        (article((REPORT[0].replace("本报讯（记者 张三）", ""), *REPORT[1:]), "b.txt", "部署"), "reprint"),
        (article(tuple(text.replace("加快推进", "加速推进") for text in REPORT), "b.txt"), "near"),
        (article(tuple(noisy(text, 0.03) for text in REPORT), "b.txt"), "near"),
        (article(tuple(text.replace("，", ",").replace("2", "２") for text in REPORT), "b.txt"), "exact"),
    ],
)
def test_a_reprint_is_the_same_story(copy: Article, relation: str) -> None:
    (story,) = deduplicate([article(REPORT), article(OTHER, "c.txt", "花田"), copy])[:1]
    assert [one.relation for one in story.printings] == [relation]


def test_the_next_session_with_the_same_words_is_another_story() -> None:
    later = tuple(text.replace("3月8日", "3月15日").replace("第12次", "第13次") for text in REPORT)
    assert count(article(REPORT), article(later, "b.txt")) == 2


def test_the_same_form_with_other_figures_is_another_story() -> None:
    other = tuple(text.replace("46", "51").replace("120.5", "133.9").replace("7.2", "6.8") for text in REPORT)
    assert count(article(REPORT), article(other, "b.txt")) == 2


def test_one_closing_part_does_not_make_two_meetings_one() -> None:
    assert count(article((OTHER[0], *REPORT[2:]), "b.txt"), article((REPORT[0], *REPORT[2:]))) == 2


def test_a_report_and_its_summary_are_two() -> None:
    long = tuple(text for one, other in zip(REPORT, (*OTHER, OTHER[0]), strict=True) for text in (one, other))
    assert count(article(long), article(REPORT, "b.txt")) == 2


def test_a_headline_alone_is_no_reprint_of_the_article() -> None:
    assert count(article(REPORT), article((), "b.txt", kind="headline")) == 2


def test_the_fullest_text_is_kept_whatever_the_order_and_the_names() -> None:
    whole, cut = article(REPORT, "z.txt", date="2023-03-08"), article(REPORT[:3], "a.txt", title="开会了")
    for order in ([whole, cut], [cut, whole], [replace(whole, source_file="0.txt"), cut]):
        (story,) = deduplicate(order)
        assert story.article.blocks == whole.blocks


def test_facts_are_merged() -> None:
    first = article(REPORT[:3], "b.txt", date="2023-03-08", date_basis="text", source="新华社", singapore=True)
    (story,) = deduplicate([article(REPORT, title=""), first])
    kept = story.article
    assert (kept.title, kept.date, kept.source, kept.singapore) == ("常务会议召开", "2023-03-08", "新华社", True)
    assert kept.date_basis == "text (b.txt)"


def test_an_editor_can_rule_both_ways() -> None:
    apart = Rulings(different=frozenset({frozenset({"a.txt:5", "b.txt"})}))
    together = Rulings(same=frozenset({frozenset({"a.txt:1", "c.txt:9"})}))
    articles = [article(REPORT), article(REPORT, "b.txt"), article(OTHER, "c.txt")]
    assert len(deduplicate(articles, apart)) == 3
    assert len(deduplicate(articles, together)) == 1


def test_thresholds_come_from_the_editors_file(tmp_path: Path) -> None:
    path = tmp_path / "duplicates.yaml"
    path.write_text("thresholds: {aligned: 1.0, least: 40, bands: 2, dense: high}\n", encoding="utf-8")
    rulings, problems = load_rulings(path)
    assert (rulings.thresholds.aligned, rulings.thresholds.least, rulings.thresholds.dense) == (1.0, 40, 0.79)
    assert sorted(problem.found for problem in problems) == [
        "thresholds: bands: 2 cannot be used",
        "thresholds: dense: 'high' cannot be used",
    ]
    edited = article([text.replace("会议", "会上") for text in REPORT], "b.txt")
    assert len(deduplicate([article(REPORT), edited])) == 1
    assert len(deduplicate([article(REPORT), edited], rulings)) == 2


def test_fingerprints_made_before_give_the_same_stories() -> None:
    articles = [article(REPORT), article(REPORT[:4], "b.txt"), article(OTHER, "c.txt")]
    assert deduplicate(articles, fingerprints=[fingerprint(one) for one in articles]) == deduplicate(articles)


def test_a_ruling_apart_holds_through_a_third_copy() -> None:
    apart = Rulings(different=frozenset({frozenset({"a.txt", "b.txt"})}))
    assert len(deduplicate([article(REPORT, name) for name in ("a.txt", "b.txt", "c.txt")], apart)) == 2


ISSUE = {"publication": "日报", "issue_date": "2023-03-09"}


def test_a_continuation_is_joined_and_the_cut_sentence_is_whole_again() -> None:
    cut = REPORT[1].index("各部门要盯紧") + 4
    head = article((REPORT[0], REPORT[1][:cut]), "p1.txt", continued_to=2, page=1, **ISSUE)
    rest = article((REPORT[1][cut:], *REPORT[2:]), "p2.txt", continued_from=1, page=2, **ISSUE)
    strange = article(OTHER, "p2.txt", "花田", continued_from=1, page=2, **ISSUE)
    stories = deduplicate([strange, rest, head])
    assert [story.article.body for story in stories] == ["\n".join(OTHER), "\n".join(REPORT)]
    assert [(one.source_file, one.relation) for one in stories[1].printings] == [("p2.txt", "continued")]
    assert stories[1].article.continued_to is None


@pytest.mark.parametrize(
    "fields", [{"page": 3}, {"continued_from": 4}, {"issue_date": "2023-03-10"}, {"publication": "晚报"}]
)
def test_a_continuation_of_another_page_or_issue_is_not_joined(fields: dict[str, object]) -> None:
    head = article(REPORT[:2], "p1.txt", continued_to=2, page=1, **ISSUE)
    rest = article(REPORT[2:], "p2.txt", **{"continued_from": 1, "page": 2, **ISSUE, **fields})
    assert count(head, rest) == 2


def test_three_parts_make_one_article() -> None:
    parts = [
        article(
            (text,), f"p{page}.txt", "长篇报告", continued_from=page - 1 or None, continued_to=to, page=page, **ISSUE
        )
        for page, text, to in ((1, REPORT[0], 2), (2, REPORT[1], 3), (3, REPORT[2], None))
    ]
    (story,) = deduplicate(parts[::-1])
    assert story.article.body == "\n".join(REPORT[:3])


def test_an_index_made_of_kept_fingerprints_answers_like_one_made_of_texts() -> None:
    texts = [plain_text(noisy("".join(OTHER), number / 60)) for number in range(60)]
    fresh, again = DuplicateIndex(), DuplicateIndex()
    for number, text in enumerate([compared_text(article(REPORT)), compared_text(article(OTHER)), *texts]):
        fresh.add(str(number), text)
        again.add(str(number), text, signed=again.signed(fingerprint_of(text)))
    text = compared_text(article(REPORT[:3]))
    assert [key for key, _ in again.query(text)] == ["0"]
    assert again.query(text) == fresh.query(text)


def test_a_difference_gives_both_texts_back_and_keeps_figures_whole() -> None:
    changes = difference("增长4.7%，开局良好。", "增长5.2%，开局很好。完")
    assert "".join(one.before for one in changes) == "增长4.7%，开局良好。"
    assert "".join(one.after for one in changes) == "增长5.2%，开局很好。完"
    assert ("changed", "4.7%", "5.2%") in [(one.kind, one.before, one.after) for one in changes]
    assert difference("", "") == ()


@pytest.mark.parametrize(
    "text", ["", "，。", "啊", "1234567890" * 20, "only English text " * 9, "\u0000\ud7ff", "重" * 60000]
)
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert count(article((text,), title=""), article(OTHER, "b.txt", "花田")) == 2
    assert plain_text(text) is not None


def test_a_quick_look_says_no_only_where_the_alignment_would() -> None:
    rng = random.Random(3)
    whole = plain_text("".join(REPORT + OTHER))
    limits, refused = Thresholds(), 0
    for _ in range(400):
        short = noisy(whole, rng.random() * 0.3)[rng.randrange(80) : -1 - rng.randrange(200)]
        short = (
            short if rng.random() < 0.5 else noisy(whole, 1.0)[: rng.randrange(200)] + short[: rng.randrange(40, 200)]
        )
        short, long = sorted((short, whole), key=len)
        found = _align(short, long, limits.lead)
        refused += not _may_align(short, long, limits)
        assert found.matched < limits.aligned * len(short) or _may_align(short, long, limits)
        assert found.lead_matched <= _met(short, long, limits.lead)
    assert 50 < refused < 350


def test_characters_that_meet_at_a_break_tell_whether_a_text_goes_on() -> None:
    seams = Seams(["全面提升服务水平，提升治理能力。", "会议指出，要提升质量。"])
    assert seams.likeness("着力提", "升质量") > seams.likeness("着力提", "会议") + 2
    assert seams.likeness("会议结束。", "升质量") == 0.0
    assert seams.likeness("", "升质量") == seams.likeness("着力提", "") == 0.0
