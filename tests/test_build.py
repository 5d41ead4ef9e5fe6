"""The whole road: seeds to site, twice the same, with editors' changes, hostile texts and bad files."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.audit import audit
from generator.cli import main

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "[点这里](javascript:alert(1))",
    "\u202e反向\u202c文字",
    "---",
    "</script><img src=x onerror=alert(1)>",
    "&lt;b&gt; & \"'",
]


def copy_content(target: Path) -> Path:
    """The editors' data without its articles."""
    content = target / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("articles", ".generated"))
    return content


def build(tmp: Path, *more: str, out: str = "site") -> int:
    folders = ["--seeds", str(tmp / "seeds"), "--content", str(tmp / "content"), "--out", str(tmp / out)]
    return main(["build", "--engine", "none", *folders, *more])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real seeds, built."""
    tmp = tmp_path_factory.mktemp("built")
    copy_content(tmp)
    shutil.copytree(ROOT / "seeds", tmp / "seeds")
    assert build(tmp) == 0
    return tmp


def test_the_real_pages_give_a_sound_site(built: Path) -> None:
    assert [str(problem) for problem in audit(built / "site")] == []


def test_every_page_has_its_twin(built: Path) -> None:
    files = tree(built / "site")
    zh = {name[3:] for name in files if name.startswith("zh/") and name.endswith(".html")}
    en = {name[3:] for name in files if name.startswith("en/") and name.endswith(".html")}
    assert zh == en
    assert len([name for name in zh if name.startswith("articles/") and name != "articles/index.html"]) == 19


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "zh/index.html",
        "en/topics/finance/index.html",
        "en/districts/yuzhong/index.html",
        "en/dates/2023/index.html",
        "en/dates/2023/09/index.html",
        "en/dates/2023/09/12/index.html",
        "en/collections/china-singapore/index.html",
        "en/sources/index.html",
        "en/about/index.html",
        "en/search/index.html",
        "en/feed.atom",
        "zh/feed.json",
        "data/articles.csv",
        "data/articles.json",
        "pagefind/pagefind.js",
    ],
)
def test_the_site_has(built: Path, path: str) -> None:
    assert (built / "site" / path).stat().st_size > 0


def test_two_builds_are_the_same_byte_for_byte(built: Path) -> None:
    assert build(built, out="again") == 0
    assert tree(built / "site") == tree(built / "again")


def test_an_unchanged_build_leaves_content_alone(built: Path) -> None:
    before = tree(built / "content")
    assert build(built) == 0
    assert tree(built / "content") == before


def test_feeds_and_sitemap_are_well_formed(built: Path) -> None:
    for name in ("en/feed.atom", "zh/feed.atom", "sitemap.xml"):
        ElementTree.fromstring((built / "site" / name).read_bytes())
    feed = json.loads((built / "site" / "en" / "feed.json").read_bytes())
    assert len(feed["items"]) == 19


def test_sentences_are_aligned_in_both_editions(built: Path) -> None:
    pages = list((built / "site" / "en" / "articles").glob("2023-09-12-*/index.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        english = set(re.findall(r'data-seg="([^"]+)" lang="en"', text))
        chinese = set(re.findall(r'data-seg="([^"]+)" lang="zh-Hans"', text))
        assert english and english <= chinese
        twin = (built / "site" / "zh" / page.relative_to(built / "site" / "en")).read_text(encoding="utf-8")
        assert english == set(re.findall(r'data-seg="([^"]+)" lang="en"', twin))


def test_an_editors_headline_and_translation_survive(tmp_path: Path) -> None:
    content = copy_content(tmp_path)
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "2023-09-yuzhong-front-page.txt", tmp_path / "seeds")
    build(tmp_path)
    zh = next((content / "articles").rglob("*61-ci*.zh.md"))
    en = zh.with_name(zh.name.replace(".zh.", ".en."))
    zh.write_text(
        zh.read_text(encoding="utf-8").replace("title: 区政府召开第61次常务会议", "title: 编辑改的标题"),
        encoding="utf-8",
    )
    text = en.read_text(encoding="utf-8")
    assert "District leaders" not in text
    en.write_text(text.replace("The meeting noted that", "The meeting pointed out that"), encoding="utf-8")
    for _ in range(2):
        build(tmp_path)
        assert "title: 编辑改的标题" in zh.read_text(encoding="utf-8")
        assert "The meeting pointed out that" in en.read_text(encoding="utf-8")
    page = tmp_path / "site" / "en" / "articles" / zh.name.removesuffix(".zh.md") / "index.html"
    assert "The meeting pointed out that" in page.read_text(encoding="utf-8")
    assert "编辑改的标题" in page.read_text(encoding="utf-8")
    memory = "".join(path.read_text(encoding="utf-8") for path in (content / "memory").glob("*.jsonl"))
    assert '"origin": "edited", "date": "20' in memory


def test_a_hidden_article_is_nowhere(tmp_path: Path) -> None:
    content = copy_content(tmp_path)
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "2023-09-yuzhong-front-page.txt", tmp_path / "seeds")
    build(tmp_path)
    zh = next((content / "articles").rglob("*61-ci*.zh.md"))
    zh.write_text(zh.read_text(encoding="utf-8").replace("publish: true", "publish: false"), encoding="utf-8")
    build(tmp_path)
    assert not [name for name, data in tree(tmp_path / "site").items() if "61-ci" in name or b"61-ci" in data]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [
            f"{tag} {name}"
            for name, value in attrs
            if name.startswith("on") or (name in ("href", "src", "action") and "javascript:" in (value or ""))
        ]
        if tag == "img" or (
            tag == "script" and not dict(attrs).get("src") and dict(attrs).get("type") != "application/ld+json"
        ):
            self.found.append(tag)


@pytest.mark.parametrize("ready_made", [False, True])
def test_hostile_texts_come_out_harmless(tmp_path: Path, ready_made: bool) -> None:
    copy_content(tmp_path)
    (tmp_path / "seeds").mkdir()
    words = "".join(HOSTILE)
    if ready_made:
        part = {"title": f"标题{words}", "summary": words, "body_markdown": f"# {words}\n\n正文{words}\n\n<b>粗</b>"}
        record = {
            "id": "../x",
            "date": "2023-09-12",
            "district": "渝中区",
            "topics": ["finance"],
            "zh": part,
            "en": part,
        }
        (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
        assert build(tmp_path, "--articles", str(tmp_path / "a.jsonl")) == 1
    else:
        paragraphs = "\n\n".join(f"会议指出，{one}要抓好落实，推动工作。" for one in HOSTILE)
        page = f"某区召开{HOSTILE[0]}会议\n\n本报讯（记者 {HOSTILE[5]}）9月12日，某区召开会议。\n\n{paragraphs}\n"
        (tmp_path / "seeds" / "x {{ y }}.txt").write_text(page, encoding="utf-8")
        assert build(tmp_path) == 0
    assert not (tmp_path / "x").exists()
    for name, data in tree(tmp_path / "site").items():
        text = data.decode("utf-8", "replace")
        if name.endswith((".html", ".xml", ".atom", ".json", ".csv")):
            assert "\u202e" not in text, name
        if name.endswith(".html"):
            tags = _Tags()
            tags.feed(text)
            assert tags.found == [], name
            for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
                json.loads(block)
        if name.endswith((".xml", ".atom")):
            ElementTree.fromstring(data)
    assert [problem for problem in audit(tmp_path / "site") if "links to" in problem.found] == []


def test_bad_files_cost_one_line_each_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_content(tmp_path)
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "picture.txt").write_bytes(bytes(range(256)) * 50)
    (seeds / "名 字.txt").write_text("只有一行标题\n", encoding="utf-8")
    (seeds / "large.txt").write_bytes(b"\xe4\xb8\xad" * 2_000_000)
    assert build(tmp_path) == 1
    told = capsys.readouterr().err
    for name in ("empty.txt", "picture.txt", "large.txt"):
        assert len([line for line in told.splitlines() if line.startswith(f"warning: {name}")]) == 1
    assert (tmp_path / "site" / "en" / "index.html").is_file()


def test_a_failing_build_leaves_the_last_good_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy_content(tmp_path)
    (tmp_path / "seeds").mkdir()
    shutil.copy(ROOT / "seeds" / "2023-05-dazu-inner-page.txt", tmp_path / "seeds")
    build(tmp_path)
    before = tree(tmp_path / "site")
    shutil.rmtree(tmp_path / "content" / "articles")
    shutil.rmtree(tmp_path / "content" / ".generated")
    (tmp_path / "seeds" / "2023-05-dazu-inner-page.txt").unlink()
    assert build(tmp_path) == 2
    assert "there is no article" in capsys.readouterr().err
    assert tree(tmp_path / "site") == before


def test_a_folder_of_other_files_is_never_replaced(tmp_path: Path) -> None:
    copy_content(tmp_path)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    assert build(tmp_path) == 2
    assert (tmp_path / "site" / "thesis.doc").read_text() == "mine"


def test_extract_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(ROOT / "seeds"), "--content", str(ROOT / "content")]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 19
    assert list(records[0]) == [
        "id",
        "source_file",
        "kind",
        "title",
        "kicker",
        "subtitle",
        "byline",
        "source",
        "date",
        "date_basis",
        "districts",
        "topics",
        "singapore",
        "continued_from",
        "continued_to",
        "body",
        "headings",
        "captions",
        "lines",
        "duplicate_of",
        "summary",
    ]
    for record in records:
        assert all(sentence in record["body"].replace("\n", "") for sentence in record["summary"])


def test_extract_tells_a_copy_of_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(ROOT / "seeds" / "2023-09-yuzhong-front-page.txt", tmp_path / name)
    main(["extract", str(tmp_path), "--content", str(ROOT / "content")])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sum(record["duplicate_of"] is not None for record in records) == len(records) // 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract", "no/such.txt"], "no/such.txt: no such file or folder"),
        (["build", "--content", "no/such"], "no/such: no such folder"),
        (["build", "--engine", "nonsense"], "no engine 'nonsense'"),
        (["setup", "--package", "no/such.argosmodel"], "no such file"),
    ],
)
def test_bad_arguments_give_one_clear_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(arguments) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error")]
    assert len(errors) == 1
    assert told in errors[0]


def test_check_pairs_answers_each_line() -> None:
    pairs = [
        {"id": 1, "zh": "绿色贷款余额超5900亿元。", "en": "Green loans exceeded RMB 590 billion."},
        {"id": 2, "zh": "绿色贷款余额超5900亿元。", "en": "Green loans exceeded RMB 5.9 billion."},
    ]
    text = "\n".join([json.dumps(pairs[0]), "not json", json.dumps(pairs[1])])
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check-pairs"],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[0] == {"id": 1, "flags": [], "repaired": None}
    assert answers[1]["flags"][0]["check"] == "number"
    assert answers[1]["repaired"] == "Green loans exceeded RMB 590 billion."
    assert done.returncode == 1
    assert "stdin:2: no pair" in done.stderr


def test_doctor_and_check_find_the_repository_sound(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["doctor"]) == 0
    assert "page texts        5 in seeds" in capsys.readouterr().out
    assert main(["check", "--out", "no-site"]) == 0


def test_the_seeds_are_in_english_from_the_memory(built: Path) -> None:
    from generator.content.article_file import parse_file, parse_pairs
    from generator.content.convert import EN_FIELDS

    files = sorted((built / "content" / "articles").rglob("*.en.md"))
    assert len(files) == 19
    for path in files:
        fields = parse_file(path.read_text(encoding="utf-8"), path.name, EN_FIELDS).fields
        assert fields is not None
        assert bool(fields["title"]) == bool(fields["title_zh"])
        assert all(en for _, en in parse_pairs(str(fields["body"])))
