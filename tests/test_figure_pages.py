"""The table of figures, the box on an article, the downloads, and figures in English."""

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest

from generator.content.reference import load_reference
from generator.content.site_file import load_units
from generator.digest import periods_of
from generator.model import Article, Block, Figure, Flag, Story, Translation
from generator.plan import period_title, plan
from generator.render import render
from generator.units import in_english, plain_number, scaled

ROOT = Path(__file__).parent.parent
REFERENCE, _ = load_reference(ROOT / "content")


def figure(value: object, unit: str, kind: str = "amount", bound: str = "") -> Figure:
    return Figure("p1-s1", kind, Fraction(str(value)), unit, "", "", "", bound, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "kind", "bound", "wanted"),
    [
        (590_000_000_000, "元", "amount", "over", "over RMB 590 billion"),
        (1_270_000_000_000, "元", "amount", "", "RMB 1.27 trillion"),
        (18_680_000_000, "美元", "amount", "", "USD 18.68 billion"),
        (57_000, "亩", "amount", "", "57,000 mu"),
        ("20.08", "平方公里", "amount", "", "20.08 km²"),
        (1, "人", "amount", "", "1 person"),
        (433, "家", "amount", "about", "about 433"),
        ("4.12", "%", "percent", "", "4.12%"),
        ("0.6", "百分点", "points", "", "0.6 percentage points"),
        (1_234_567, "元", "amount", "", "RMB 1,234,567"),
        ("1/3", "", "amount", "", "1/3"),
    ],
)
def test_figures_in_english_are_exact(value: object, unit: str, kind: str, bound: str, wanted: str) -> None:
    assert in_english(figure(value, unit, kind, bound), REFERENCE.units) == wanted


def test_numbers_are_never_rounded() -> None:
    assert scaled(Fraction("5901234567")) == "5,901,234,567"
    assert plain_number(Fraction("-0.05")) == "-0.05"


def test_units_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text("prefix: {元: RMB}\nafter: {人: person}\n", encoding="utf-8")
    units, problems = load_units(path)
    assert units.prefix == {"元": "RMB"}
    assert [problem.found for problem in problems] == ["unit `人`"]


def files_of(*stories: Story) -> dict[str, bytes]:
    site = plan(stories, REFERENCE.gazetteer, REFERENCE.taxonomy, (), REFERENCE.entity_words)
    return dict(
        render(
            site,
            REFERENCE.settings,
            REFERENCE.gazetteer,
            REFERENCE.taxonomy,
            REFERENCE.glossary,
            REFERENCE.units,
            ROOT / "templates",
        )
    )


SENTENCE = "全区绿色贷款余额超5900亿元，同比增长34%。"
ENGLISH = "The balance of green loans exceeded RMB 590 billion, up 34% year on year."


def story(*, serious: bool = False, body: str = SENTENCE) -> Story:
    article = Article(
        "a-1",
        "x.txt",
        "news",
        "绿色金融",
        (Block("paragraph", body),),
        ((1, 1),),
        date="2023-05-12",
        districts=("渝中区",),
    )
    flags = (Flag("number", "serious", "=1+1"),) if serious else ()
    return Story(article, translations=(Translation("p1-s1", SENTENCE, ENGLISH, "engine", flags),))


def test_the_table_and_the_box_show_both_languages() -> None:
    files = files_of(story())
    english, chinese = files["en/figures/index.html"].decode(), files["zh/figures/index.html"].decode()
    assert "over RMB 590 billion" in english and ENGLISH in english
    assert "5900亿元" in chinese and "全区绿色贷款余额" in chinese
    box = files["en/articles/a-1/index.html"].decode()
    assert "over RMB 590 billion, 34%" in box
    assert 'href="#p1"' in box and 'id="p1"' in box
    assert "⚑" not in english


def test_a_figure_of_a_flagged_sentence_is_marked_everywhere() -> None:
    files = files_of(story(serious=True))
    assert "⚑" in files["en/figures/index.html"].decode()
    assert "⚑" not in files["zh/figures/index.html"].decode()
    assert all(record["flagged"] for record in json.loads(files["data/figures.json"]))


def test_the_downloads_agree_and_hold_no_formula() -> None:
    files = files_of(story(body="=全区5900亿元。"))
    records = json.loads(files["data/figures.json"])
    rows = list(csv.DictReader(io.StringIO(files["data/figures.csv"].decode("utf-8-sig"))))
    assert [row["value"] for row in rows] == [record["value"] for record in records] == ["590000000000"]
    assert all(cell[:1] not in ("=", "+", "-", "@") for row in rows for cell in row.values())


def test_shards_by_year_hold_all_rows_and_the_table_names_them() -> None:
    files = files_of(story())
    assert len(json.loads(files["data/figures/en-2023.json"])) == 2
    assert 'data-shards="2023"' in files["en/figures/index.html"].decode()


def test_without_figures_there_is_no_box_and_the_table_says_so() -> None:
    files = files_of(story(body="会议召开。"))
    assert 'class="digest figures"' not in files["en/articles/a-1/index.html"].decode()
    assert "No article gives a figure yet." in files["en/figures/index.html"].decode()


def dated(day: str, district: str = "渝中区", key: str = "a") -> Story:
    article = Article(
        key, "x.txt", "news", key, (Block("paragraph", SENTENCE),), ((1, 1),), date=day, districts=(district,)
    )
    return Story(article)


def test_periods_are_months_weeks_and_days_newest_first_and_districts() -> None:
    stories = [dated("2023-01-01", key="a"), dated("2023-01-02", key="b"), dated("2022-12-31", "大足区", key="c")]
    periods = periods_of(stories, REFERENCE.gazetteer)
    assert [(one.slug, len(one.stories)) for one in periods] == [
        ("2023/01", 2),
        ("2022/12", 1),
        ("2023-w01", 1),
        ("2022-w52", 2),
        ("2023/01/02", 1),
        ("2023/01/01", 1),
        ("2022/12/31", 1),
        ("districts/yuzhong", 2),
        ("districts/dazu", 1),
    ]


def test_an_undated_story_is_in_the_digest_of_its_district_only() -> None:
    story = Story(Article("a", "x.txt", "news", "a", (), (), districts=("渝中区",)))
    assert [one.slug for one in periods_of([story], REFERENCE.gazetteer)] == ["districts/yuzhong"]
    assert periods_of([], REFERENCE.gazetteer) == ()


@pytest.mark.parametrize(
    ("slug", "zh", "en"),
    [
        ("2023/01", "2023年1月", "January 2023"),
        ("2022-w52", "2022年第52周（12月26日至1月1日）", "Week 52 of 2022 (26 December to 1 January)"),
        ("2023/01/01", "2023年1月1日", "1 January 2023"),
        ("districts/yuzhong", "渝中区", "Yuzhong District"),
    ],
)
def test_periods_have_their_titles_in_both_languages(slug: str, zh: str, en: str) -> None:
    period = next(one for one in periods_of([dated("2023-01-01")], REFERENCE.gazetteer) if one.slug == slug)
    assert (period_title(period, "zh", REFERENCE.gazetteer), period_title(period, "en", REFERENCE.gazetteer)) == (
        zh,
        en,
    )


def test_a_digest_page_has_stories_and_figures_that_lead_to_their_sentence() -> None:
    page = files_of(story())["en/digest/2023-w19/index.html"].decode()
    assert 'href="/en/articles/a-1/#p1"' in page and "over RMB 590 billion" in page
    assert 'href="/en/digest/2023-w19/"' in files_of(story())["en/digest/index.html"].decode()
