"""Search in a real browser, over a real Pagefind index, under the site's real security headers."""

import functools
import http.server
import json
import os
import random
import shutil
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.search import spaced

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def site_headers() -> dict[str, str]:
    """The headers that netlify.toml sets for every page; without the upgrade to https, which no test server has."""
    headers = tomllib.loads((ROOT / "netlify.toml").read_text())["headers"][0]["values"]
    policy = headers["Content-Security-Policy"].replace("; upgrade-insecure-requests", "")
    return {**headers, "Content-Security-Policy": policy}


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in site_headers().items():
            if name != "Strict-Transport-Security":
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from generator.cli import main

    tmp = tmp_path_factory.mktemp("search")
    shutil.copytree(ROOT / "content", tmp / "content")
    out = tmp / "site"
    folders = ["--seeds", str(ROOT / "seeds"), "--content", str(tmp / "content"), "--out", str(out)]
    assert main(["build", "--engine", "none", *folders]) == 0
    return out


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def page(address: str):
    if not CHROMIUM:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is missing and REQUIRE_BROWSER=1")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context()
        page = context.new_page()
        page.problems = []
        page.foreign = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("request", lambda request: page.foreign.append(request.url) if address not in request.url else None)
        yield page
        browser.close()


def search(page, address: str, lang: str, query: str, filters: dict[str, object] | None = None) -> list[dict[str, str]]:
    if f"/{lang}/search/" not in page.url:
        page.goto(f"{address}/{lang}/search/")
        page.wait_for_function("window.digestSearch")
    return page.evaluate("([query, filters]) => window.digestSearch(query, filters)", [query, filters or {}])


def texts(site: Path, lang: str) -> dict[str, str]:
    """URL → everything that the article holds in Chinese, from the editors' files."""
    found = {}
    for path in (site.parent / "content" / "articles").rglob("*.zh.md"):
        found[f"/{lang}/articles/{path.name.removesuffix('.zh.md')}/"] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_substring_finds_its_article_and_no_other(page, address: str, site: Path, lang: str) -> None:
    bodies = {url: text.split("---\n", 2)[2] for url, text in texts(site, lang).items()}
    rng = random.Random(5)
    for _ in range(25):
        url = rng.choice(sorted(bodies))
        runs = list(__import__("re").findall(r"[\u4e00-\u9fff]{8,}", bodies[url]))
        if not runs:
            continue
        run = rng.choice(runs)
        at = rng.randrange(len(run) - 4)
        query = run[at : at + rng.randint(2, 4)]
        found = {result["url"] for result in search(page, address, lang, query)}
        wanted = {one for one, text in texts(site, lang).items() if query in text.replace("\n", "")}
        assert url in found, query
        assert found <= wanted | {url}, query


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "query", "title"),
    [
        ("zh", "5900亿元", "重庆绿色金融改革创新试验区建设成绩亮眼"),
        ("zh", "渝中 警方", "渝中警方开展夏夜治安巡查宣防第三次集中统一行动暨第五次集中清查行动"),
        ("zh", "GDP 6932.89", "实现“半年红”，关键在哪里？"),
        ("en", "green loans", "Chongqing’s green finance reform and innovation pilot zone shows bright results"),
        ("en", "RMB 590 billion", "Chongqing’s green finance reform and innovation pilot zone shows bright results"),
        ("en", "executive meeting", "District Government holds 61st executive meeting"),
        ("en", "小镇焕新", "Standing Committee of Dazu District People’s Congress surveys “small town renewal”"),
    ],
)
def test_the_best_match_comes_first(page, address: str, lang: str, query: str, title: str) -> None:
    found = search(page, address, lang, query)
    assert found[0]["title"] == title
    assert "\u200b" not in found[0]["excerpt"]


@pytest.mark.browser
def test_filters_narrow_the_result(page, address: str) -> None:
    everything = search(page, address, "en", "Chongqing")
    finance = search(page, address, "en", "Chongqing", {"topic": "finance"})
    assert 0 < len(finance) < len(everything)
    both = search(page, address, "en", "Chongqing", {"topic": ["finance", "economy"], "year": "2023"})
    assert len(finance) < len(both)
    assert search(page, address, "en", "", {"district": "dazu"})


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_on_both_sides_of_a_comma_are_no_phrase(page, address: str, lang: str) -> None:
    assert [result["title"] for result in search(page, address, lang, "推进情况的汇报")]
    assert search(page, address, lang, "汇报审议") == []


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "   ", "没有这样的词句", '"', "<img src=x onerror=alert(1)>", "%%%", "渝" * 300])
def test_odd_queries_give_an_empty_or_harmless_result(page, address: str, query: str) -> None:
    assert "<img" not in json.dumps(search(page, address, "zh", query))


@pytest.mark.browser
def test_the_search_page_answers_its_address(page, address: str) -> None:
    page.goto(f"{address}/zh/search/?q=新加坡&topic=finance")
    page.wait_for_selector("#results li")
    assert page.input_value("#q") == "新加坡"
    assert page.input_value("select[name=topic]") == "finance"
    assert "找到" in page.inner_text("#status")
    assert page.locator("#results mark").first.inner_text() == "新加坡"


@pytest.mark.browser
def test_the_header_form_of_any_page_leads_to_the_result(page, address: str) -> None:
    page.goto(f"{address}/en/topics/finance/")
    page.fill("#find", "Singapore")
    page.press("#find", "Enter")
    page.wait_for_selector("#results li")
    assert "/en/search/?q=Singapore" in page.url


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "path", ["/", "/zh/", "/en/", "/en/search/", "/zh/dates/", "/en/topics/", "/en/about/", "article-zh", "article-en"]
)
def test_no_page_overflows_breaks_the_policy_or_asks_another_host(
    page, address: str, site: Path, width: int, path: str
) -> None:
    if path.startswith("article-"):
        lang = path[-2:]
        path = f"/{lang}/articles/" + next((site / lang / "articles").glob("2020-*")).name + "/"
    page.problems.clear()
    page.foreign.clear()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.problems == []
    assert page.foreign == []
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.browser
def test_every_article_is_reachable_without_javascript(page, address: str, site: Path) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/en/articles/")
    links = set(plain.locator("main h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    context.close()
    assert links == {f"/en/articles/{path.parent.name}/" for path in (site / "en" / "articles").glob("*/index.html")}


def test_han_characters_are_set_off_as_words() -> None:
    assert spaced("渝中5900亿元，增长", "|") == "|渝|中|5900|亿|元|，|增|长|"


def test_the_policy_allows_nothing_inline() -> None:
    policy = site_headers()["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= set(site_headers())


@pytest.mark.browser
def test_the_figures_table_filters_over_all_years(page, address: str) -> None:
    page.goto(f"{address}/en/figures/")
    total = page.inner_text("#figure-count")
    page.fill("#figure-find", "trillion")
    page.wait_for_function("total => document.querySelector('#figure-count').textContent !== total", arg=total)
    rows = page.locator("table.figures tbody tr")
    assert rows.count() >= 1
    assert all("trillion" in text for text in rows.all_inner_texts())
    page.fill("#figure-find", "")
    page.wait_for_function("total => document.querySelector('#figure-count').textContent === total", arg=total)


@pytest.mark.browser
def test_the_figures_of_one_article_can_be_linked_to(page, address: str, site: Path) -> None:
    records = json.loads((site / "data" / "figures.json").read_text(encoding="utf-8"))
    wanted = records[0]["article"]
    page.goto(f"{address}/zh/figures/?article={wanted}")
    count = str(sum(record["article"] == wanted for record in records))
    page.wait_for_function("count => document.querySelector('#figure-count').textContent === count", arg=count)
    hrefs = page.eval_on_selector_all("table.figures tbody a", "links => links.map(link => link.pathname)")
    assert set(hrefs) == {f"/zh/articles/{wanted}/"}
