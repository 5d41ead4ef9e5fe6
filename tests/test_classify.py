"""Dates, districts, topics and the China–Singapore mark."""

from pathlib import Path

import pytest

from generator.classify import classify
from generator.content.reference_files import load_gazetteer, load_taxonomy
from generator.model import Article, Block, Page, SourceInfo
from generator.taxonomy import Topic

ROOT = Path(__file__).parent.parent
GAZETTEER, GAZETTEER_PROBLEMS = load_gazetteer(ROOT / "content" / "gazetteer.yaml")
TAXONOMY, TAXONOMY_PROBLEMS = load_taxonomy(ROOT / "content" / "taxonomy.yaml")
SLUGS = (
    "finance economy reform urban-renewal transport culture-tourism education health environment public-safety "
    "governance technology opening-up agriculture-rural social-welfare party-building"
).split()


def facts(body: str, title: str = "", info: SourceInfo | None = None, page_text: str = "", **more: object) -> Article:
    lines = tuple((page_text or body).split("\n"))
    page = Page("p.txt", lines, lines, info=info or SourceInfo())
    blocks = tuple(Block("paragraph", text) for text in body.split("\n"))
    given = {"kind": "news", **more}
    article = Article(id="", source_file="p.txt", title=title, blocks=blocks, lines=(), **given)  # type: ignore[arg-type]
    return classify([article], page, GAZETTEER, TAXONOMY)[0]


def test_the_data_is_whole() -> None:
    assert GAZETTEER_PROBLEMS == TAXONOMY_PROBLEMS == ()
    assert len(GAZETTEER.districts) == 40
    assert [topic.slug for topic in TAXONOMY.topics] == SLUGS
    assert len({district.slug for district in GAZETTEER.districts}) == 40


Y23 = SourceInfo(year=2023)


@pytest.mark.parametrize(
    ("body", "info", "day"),
    [
        ("9月12日，区委召开会议。", Y23, "2023-09-12"),
        ("2022年9月12日，区委召开会议。", Y23, "2022-09-12"),
        ("4月20日至21日，峰会举行。", Y23, "2023-04-20"),
        ("12月30日，会议召开。", SourceInfo(issue_date="2024-01-03"), "2023-12-30"),
        ("记者5月12日获悉，截至2023年3月末，贷款增长。", SourceInfo(), "2023-05-12"),
        ("5月8日，会议召开。2023年是开局之年。", SourceInfo(), "2023-05-08"),
        ("5月8日，会议审议《某区2023年工作要点》。", SourceInfo(), "2023-05-08"),
        ("日前，代表团来访。", Y23, None),
        ("近日，会议召开。", Y23, None),
        ("会议召开。\n3月8日，发布工程。", Y23, None),
        ("去年10月1日动工的项目进展顺利。", Y23, None),
        ("截至9月12日，项目完成一半。", Y23, None),
        ("5月8日，会议研究到2027年的目标，2027年建成示范区。", SourceInfo(), None),
        ("5月8日，会议提出2035年基本实现现代化。", SourceInfo(), None),
        ("6月1日，活动回顾2008年抗震救灾。", SourceInfo(), None),
        ("5月8日，项目投用。2019年，项目启动建设。", SourceInfo(), None),
        ("5月8日，会议学习2021年修订的条例。", SourceInfo(), None),
        ("2月30日，会议召开。", Y23, None),
        ("1月3日，记者获悉，截至2023年11月底，渔民转产就业率达到99.7%。", SourceInfo(), "2024-01-03"),
        ("12月3日，记者获悉，截至2023年11月底，渔民转产就业率达到99.7%。", SourceInfo(), "2023-12-03"),
        ("4月15日，某区2023年“服务群众健康”义诊活动启动仪式举行。", SourceInfo(), "2023-04-15"),
        ("11月22日，以“好橙”为主题的2023脐橙开园节在某镇举行。", SourceInfo(), "2023-11-22"),
        (
            "5月21日，新院区启用。2023年度门诊3万人次。2024国际生命科学大会将在会展中心举行。",
            SourceInfo(),
            "2024-05-21",
        ),
        ("5月21日，新院区启用。2023年度门诊3万人次。2030世界运动会将在某市举行。", SourceInfo(), "2023-05-21"),
        ("4月15日，曾获2019年全国大赛金奖的选手回乡，活动举行。", SourceInfo(), None),
    ],
)
def test_a_date_is_the_texts_own_or_none(body: str, info: SourceInfo, day: str | None) -> None:
    article = facts(body, info=info)
    assert article.date == day
    assert bool(article.date_basis) == bool(day)


def test_a_folio_gives_the_year() -> None:
    assert facts("9月12日，会议召开。", page_text="2023年9月14日 星期四\n9月12日，会议召开。").date == "2023-09-12"


def test_a_dateline_and_an_adoption_give_the_date() -> None:
    assert facts("正文。", info=Y23, dateline="北京4月18日").date == "2023-04-18"
    assert facts("正文。", adoption="（2020年12月11日全体会议通过）").date == "2020-12-11"
    assert facts("正文。", adoption="（二〇二〇年十二月十一日通过）").date == "2020-12-11"


def test_a_report_has_the_day_it_was_given_on_and_a_notice_the_date_below_it_though_a_plan_follows() -> None:
    given = "——2024年1月10日在某县第十八届人民代表大会第四次会议上"
    assert facts("各位代表：\n2023年9月1日，项目动工。", kind="report", subtitle=(given,)).date == "2024-01-10"
    notice = "现印发给你们，请遵照执行。\n某县人民政府\n2024年5月20日\n防治方案\n一、概况\n二、措施\n三、附则\n四、其他"
    assert facts(notice, kind="document").date == "2024-05-20"


@pytest.mark.parametrize(
    ("body", "home", "main"),
    [
        ("解放碑步行街客流增长。洪崖洞人气旺。", "", "渝中区"),
        ("龙水五金和大足石刻享誉海内外。", "", "大足区"),
        ("区委召开会议，区政府作部署，全区要抓好落实。", "江北区", "江北区"),
        ("重庆市绿色贷款余额增长，全市金融机构支持。江津、璧山、万州等7个区出台政策。", "大足区", "全市"),
        ("习近平总书记强调，全国要推进高质量发展，我国经济回升。", "大足区", "全国"),
        ("奉节脐橙丰收，白帝城游客多。", "", "奉节县"),
        ("渝北区江北国际机场旅客吞吐量增长，渝北加快建设空港。", "", "渝北区"),
        ("大足区治理水土流失，大足全区推进。", "", "大足区"),
        ("会议强调，要推进数字重庆建设。会议还研究了其他事项。", "江北区", "江北区"),
        ("日前，重庆智能工程职业学院举办大赛，重庆智能工程职业学院选手夺冠。", "永川区", "永川区"),
        ("来自渝北区的游客郭女士带着孩子来看萤火虫。", "南川区", "南川区"),
        ("成渝中线高铁加快建设，整合川渝资源，促进经济繁荣昌盛。", "永川区", "永川区"),
        ("石柱林立的山谷钟灵秀山水，伟大足迹留在出城口的桥梁平台上。", "", "全市"),
    ],
)
def test_the_main_district(body: str, home: str, main: str) -> None:
    assert facts(body, info=SourceInfo(home_district=home)).districts[0] == main


@pytest.mark.parametrize(
    ("body", "topic"),
    [
        ("银行贷款余额增长，金融机构支持绿色金融。", "finance"),
        ("公安民警开展治安巡查，打击违法犯罪。", "public-safety"),
        ("学校开学，教师和学生回到校园。", "education"),
        ("乡村振兴，农民增收，粮食丰收。", "agriculture-rural"),
        ("高铁通车，交通运输部门保障出行。", "transport"),
        ("医院义诊，医生为患者服务。", "health"),
    ],
)
def test_a_topic_has_its_evidence(body: str, topic: str) -> None:
    article = facts(body)
    assert article.topics[0] == topic
    assert 1 <= len(article.topics) <= 3
    assert any(evidence.fact == topic and evidence.terms for evidence in article.evidence)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("中新（重庆）战略性互联互通示范项目签约。", True),
        ("新加坡企业来访。", True),
        ("中新社记者报道。", False),
        ("中新网消息，会议召开。", False),
    ],
)
def test_the_china_singapore_mark(body: str, wanted: bool) -> None:
    assert facts(body).singapore is wanted


def test_a_text_without_a_sign_gets_defaults() -> None:
    article = facts("一二三。")
    assert article.districts == ("全市",)
    assert article.topics == ("governance",)


@pytest.mark.parametrize(
    ("folio", "day"),
    [
        ("2024年5月16日　星期四", "2024-05-16"),
        ("长寿日报 4 时事·综合 2025年3月21日 星期五 编辑/杨婷", "2025-03-21"),
        ("2022·6·14 星期二 3", "2022-06-14"),
        ("永 川 日 报\n2024年4月25日", "2024-04-25"),
        ("二〇二三年九月九日 星期六 05版", "2023-09-09"),
        ("本报讯 2023年5月10日，会议召开。", ""),
        ("2023年13月40日 星期四", ""),
        ("规划自2021年1月1日起施行，有效期五年。", ""),
    ],
)
def test_the_folio_is_the_day_of_issue(folio: str, day: str) -> None:
    page = f"{folio}\n\n近日，我区召开会议。"
    assert facts("近日，我区召开会议。", page_text=page).issue_date == day


def test_the_folio_wins_over_years_that_other_texts_of_the_page_tell() -> None:
    page = "·02· 北碚报 2024年10月25日 星期五 综合\n\n2018年以来，林场造林。\n\n10月23日，医院引进机器人。"
    found = facts("10月23日，医院引进机器人。", page_text=page)
    assert (found.date, found.date_basis) == ("2024-10-23", "lead: 10月23日; year from the folio")
    assert facts("12月30日，会议召开。", page_text="2024年1月3日 星期三 第2版").date == "2023-12-30"


def test_the_masthead_names_the_home_district() -> None:
    assert facts("近日，学院举办技能大赛。", page_text="永 川 日 报\n\n近日，学院举办技能大赛。").districts == (
        "永川区",
    )
    assert facts("近日，学院举办技能大赛。", page_text="重庆日报\n\n近日，学院举办技能大赛。").districts == ("全市",)
    today = "今日合川 · 综合新闻 3\n\n近日，学院举办技能大赛。"
    assert facts("近日，学院举办技能大赛。", page_text=today).districts == ("合川区",)


@pytest.mark.parametrize("topic", TAXONOMY.topics, ids=lambda topic: topic.slug)
def test_every_topic_has_a_rich_vocabulary(topic: Topic) -> None:
    assert len(topic.words) >= 30


def test_a_town_is_known_in_its_district_and_none_belongs_to_two() -> None:
    shared = {word for word, owners in GAZETTEER.owners.items() if len(owners) > 1}
    assert shared == set()
    assert facts("近日，松溉镇开展活动，松溉镇居民参加。").districts == ("永川区",)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("学校创建于1950年5月1日，现有学生千人。", None),
        ("1949年11月30日，重庆解放。", None),
        ("公司成立于2010年6月1日，专注研发。", None),
        ("昨日，区委召开会议，部署落实3月8日发布的方案。", None),
        ("按照5月6日国务院印发的文件要求，我区行动起来。", None),
        ("根据2022年11月3日会议精神，我区开展检查。", None),
        ("报名截止时间为9月30日，欢迎参加。", None),
        ("2016年3月5日，他来到这个村。", None),
        ("二〇二三年九月十二日，区委召开会议。", "2023-09-12"),
        ("九月十二日，区委召开会议。", "2023-09-12"),
        ("9月12日印发的方案提出，要加快建设。", "2023-09-12"),
        ("9月12日，我区召开的推进会提出新目标。", "2023-09-12"),
        ("2022年12月30日，会议召开。", "2022-12-30"),
        ("三月十二月，不成日子。", None),
    ],
)
def test_dates_of_history_of_deadlines_and_of_what_is_cited_are_not_the_events(body: str, day: str | None) -> None:
    assert facts(body, info=SourceInfo(issue_date="2023-09-15")).date == day


def test_an_opening_of_a_park_told_by_an_agency_is_no_opening_up() -> None:
    assert "opening-up" not in facts("中新社记者获悉，公园今起免费开放，湿地里白鹭起舞。").topics
