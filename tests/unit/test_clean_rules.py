"""Each rule of cleaning by itself: wild-shaped, synthetic, negative (must stay) and known failures.

A case is a page, and the numbers of the lines that the rule cuts from it.
"""

from __future__ import annotations

import pytest

from flows.steps.clean import bylines, headline, navigation, notices, tools
from flows.steps.clean.page import to_page

LONG = "3月5日，云溪区召开年度工作会议，安排部署全年重点工作，要求各单位加快推进项目建设，确保完成任务。"
NOTICE = "凡本网注明“来源：云溪在线”的作品，未经书面授权，任何单位及个人不得转载、摘编。"

BREACH = "违反上述声明者，本网将追究其法律责任。"
HOLDER = "2、“云溪在线”由云溪公司主办，经授权由其负责网站的市场经营。"


def page_of(*lines: str, hints=None):
    return to_page("\n".join(lines), hints)


def cut(rule, *lines: str, hints=None) -> list[int]:
    return [found.lines[0] for found in rule(page_of(*lines, hints=hints))]


MENU = "要聞    |    城市    |    視頻    |    原創    |    特色產業"
CASES = [
    # wild-shaped: as pages in the wild have it
    (navigation.menu, [MENU, "雲溪區加快建設", LONG], [1]),
    (navigation.menu, [LONG, "- 关于我们|联系方式|诚聘英才|帮助中心|版权声明"], [2]),
    (navigation.column, ["首页", "新闻", "政务", "服务", "互动", "数据", LONG], [1, 2, 3, 4, 5, 6]),
    (navigation.breadcrumb, ["当前位置：首页 > 新闻中心 > 部门动态", LONG], [1]),
    (navigation.breadcrumb, ["首页>新闻>正文", LONG], [1]),
    (tools.tools, [LONG, "Back to Top", "【打印】【关闭】", "分享到：微信 微博"], [2, 3, 4]),
    (tools.tools, [LONG, "阅读 1.2万 点赞 35", "（完）"], [2, 3]),
    (tools.tools, [LONG, "扫一扫在手机打开当前页", "第3页", "1 2 3 4 下一页", "[END]"], [2, 3, 4, 5]),
    (navigation.paywall, [LONG, "本文为会员专享内容，剩余80%未读，开通会员阅读全文。"], [2]),
    (navigation.paywall, [LONG, "云溪区开通会员单位直通车，企业登录后可查看政策。"], []),
    (navigation.neighbours, [LONG, "上一篇：云溪区召开大会", "下一篇： 没有了"], [2, 3]),
    (navigation.related, [LONG, "相关阅读", "云溪区又一项目投产", "云溪区发布人才政策"], [2, 3, 4]),
    (navigation.footer, [LONG, "Copyright © 2019 云溪文化传媒 版权所有", "云ICP备00000000号 网站标识码：0000"], [2, 3]),
    (navigation.footer, [LONG, "主办：云溪县人民政府 承办：云溪县政务服务中心"], [2]),
    (navigation.bare, [LONG, "* * *", "http://news.example/a/1.html"], [2, 3]),
    (notices.closing_notice, [LONG, "云溪在线版权与信息产品内容销售的声明", f"1、{NOTICE}", BREACH], [2, 3, 4]),
    (notices.closing_notice, [LONG, f"1、{NOTICE}", HOLDER], [2, 3]),
    (notices.stray_notice, [LONG, "声明：本文为转载，不代表本网观点，侵权请联系删除。"], [2]),
    (notices.stray_notice, [LONG, NOTICE, "3月5日，云溪区召开会议，部署工作。"], [2]),
    (notices.stray_notice, [LONG, "（本文来自云溪新闻，更多资讯请下载“云溪新闻”APP）"], [2]),
    (headline.fields, ["云溪区加快建设", "2020-07-01 09:13:28來源:云溪日报責編:甲乙丙", LONG], [2]),
    (headline.fields, ["云溪区加快建设", "时间:2023-02-23来源 : 云溪网园区作者 : 甲乙丙", LONG], [2]),
    (headline.fields, ["云溪区加快建设", "2019年09月11日01:53 云溪科技 我有话说(1307人参与) 收藏本文", LONG], [2]),
    (bylines.foot_fields, [LONG, "本版撰稿：甲乙丙", "图片提供：云溪区新闻中心"], [3, 2]),
    (bylines.foot_fields, [LONG, "（责任编辑：园区投稿01）"], [2]),
    (bylines.foot_fields, [LONG, "来源 | 云溪开发区协同发展联盟", "编辑 | 甲乙丙", "一审：丁戊"], [4, 3, 2]),
    (bylines.foot_fields, [LONG, "（图片由云溪区融媒体中心提供）"], [2]),
    (bylines.bylines, [LONG, "云溪晚报记者 甲乙"], [2]),
    (tools.clock, ["今天是2024年3月5日 星期二", "欢迎访问云溪区人民政府网站！", LONG], [1, 2]),
    (tools.tools, [LONG, "00:00 / 01:36", "倍速", "高清"], [2, 3, 4]),
    (tools.tools, [LONG, "潮见财经APP | 缩小字体 放大字体 收藏 微博 微信 分享"], [2]),
    (tools.tools, [LONG, "回首页", "—分享—", "0 条评论", "暂无评论", "云溪网微博"], [2, 3, 4, 5, 6]),
    (tools.attachments, [LONG, "附件：云溪区路线图.pdf", "附件1：名单"], [2]),
    (tools.advertisements, [LONG, "[广告]", "点击查看 >> 云溪房产，首付8万起", "限时八折，扫码咨询"], [2, 3, 4]),
    (tools.advertisements, [LONG, "点个在看，转发给更多人！", "添加作者微信：yunxi_01，交流信息"], [2, 3]),
    (tools.code, [LONG, "(adsbygoogle = window.adsbygoogle || []).push({});"], [2]),
    (navigation.paywall, [LONG, "立即订阅 ¥298/年", "已是会员？登录"], [2, 3]),
    (navigation.related, [LONG, "喜欢此内容的人还喜欢", "云溪这条路明天封闭", "周末去哪儿？云溪赏桂地"], [2, 3, 4]),
    (navigation.related, [LONG, "全部评论（3）", "云溪网友aB3x：支持监管！"], [2, 3]),
    (notices.stray_notice, [LONG, "（本文仅代表作者观点，不构成投资建议）"], [2]),
    (notices.stray_notice, [LONG, "点击上方“云溪发布”关注我们", "海量资讯、精准解读，尽在潮见财经APP"], [2, 3]),
    (headline.fields, ["云溪区加快建设", "2021年06月18日 星期五 第A03版：要闻 上一版 下一版", LONG], [2]),
    (headline.fields, ["云溪区加快建设", "2020-03-29 来源：云溪日报", "时刻新闻", LONG], [2, 3]),
    (bylines.bylines, ["记者甲乙丙／云溪报道", LONG], [1]),
    (bylines.foot_fields, [LONG, "（甲乙丙 丁戊）"], [2]),
    (bylines.foot_fields, [LONG, "（云溪选矿厂 供稿）"], [2]),
    # synthetic: the same shapes in other words
    (navigation.menu, ["甲  乙  丙  丁  戊", LONG], [1]),
    (tools.tools, [LONG, "打印 关闭 收藏", "———"], [2, 3]),
    (bylines.bylines, ["文/甲乙 图/丙丁", LONG], [1]),
    # negative: must stay
    (navigation.menu, [LONG, "地区 | 产值 | 增速 | 占比", LONG], []),
    (navigation.menu, ["云溪区 | 410.5 | 8.1% | 12.3%", LONG], []),
    (navigation.column, ["春", "夏", "秋", LONG], []),
    (navigation.breadcrumb, ["甲队3>2乙队，比赛结束。", LONG], []),
    (tools.tools, ["打印机产业园落户云溪", "关闭小煤矿32家", LONG], []),
    (tools.tools, ["2023年3月12日", LONG], []),
    (tools.advertisements, [LONG, "局长亲自带货，网友点赞云溪", "推广秸秆还田12万亩"], []),
    (tools.code, [LONG, "MAX = 120; MIN = 3", "f(x) = 2x"], []),
    (tools.attachments, [LONG, "附件所列37家企业已全部停产。"], []),
    (headline.fields, ["云溪区加快建设", LONG, "关键词：稳"], []),
    (navigation.neighbours, ["上一篇报道发出后，读者来信很多。", LONG], []),
    (navigation.related, ["相关链接", "云溪新材料产业园于2019年动工，规划面积12平方公里。", LONG], []),
    (navigation.footer, ["版权所有者的权益如何保护，是云溪法院审理的重点。" + LONG, LONG], []),
    (navigation.bare, ["（一）", "3", LONG], []),
    (notices.closing_notice, [LONG, "法院认为，被告未经授权转载作品，构成侵权，应当承担法律责任。"], []),
    (notices.closing_notice, [LONG, "云溪区出台版权保护办法，对网站和媒体的侵权行为依法查处。"], []),
    (notices.closing_notice, [LONG, f"1、{NOTICE}", "3月5日，云溪区召开会议，部署工作。"], []),
    (notices.stray_notice, [LONG, "云溪区上线政务客户端，市民下载后可办事，记者体验了全过程。"], []),
    (headline.fields, ["云溪区加快建设", LONG, "2月20日上午，会议召开。"], []),
    (headline.fields, ["来源：一个词的由来与演变，值得细细考察。", LONG], []),
    (bylines.foot_fields, [LONG, "记者了解到，项目将于年底投产。"], []),
    (bylines.foot_fields, [LONG, "2023年3月12日"], []),
    (bylines.bylines, ["记者 在现场看到，工人们正在安装设备。", LONG], []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "lines", "expected"), CASES, ids=lambda value: getattr(value, "__name__", ""))
def test_rules(rule, lines, expected):
    assert cut(rule, *lines) == expected


def span_of(rule, line: str) -> str | None:
    found = list(rule(page_of(line)))
    return line[slice(*found[0].span)] if found else None


SPANS = [
    (bylines.inline_credits, f"{LONG}（云溪日报记者 甲乙）", "（云溪日报记者 甲乙）"),
    (bylines.inline_credits, f"{LONG} (撰稿、供图/甲乙丙)", " (撰稿、供图/甲乙丙)"),
    (bylines.inline_credits, f"{LONG[:-1]}（记者 甲乙）。", "（记者 甲乙）"),
    (bylines.inline_credits, "全区新增高新技术企业24家（其中记者走访的有三家，均已投产）", None),
    (bylines.inline_credits, "这项工作由区文联（含作者协会）", None),
    (bylines.caption_credits, "图为施工人员正在安装设备。 本报记者 甲乙丙 摄", " 本报记者 甲乙丙 摄"),
    (bylines.caption_credits, "他们说，这里适合航拍和拍摄。云溪的春天，人人都想来拍摄", None),
    (bylines.datelines, f"本报讯（记者 甲乙 通讯员 丙丁）{LONG}", "本报讯（记者 甲乙 通讯员 丙丁）"),
    (bylines.datelines, f"云溪社长春2月7日电（记者甲乙、丙丁）{LONG}", "云溪社长春2月7日电（记者甲乙、丙丁）"),
    (bylines.datelines, f"云溪在线2月23日讯(通讯员 甲乙){LONG}", "云溪在线2月23日讯(通讯员 甲乙)"),
    (bylines.datelines, f"〔记者甲乙丙／云溪报道〕{LONG}", "〔记者甲乙丙／云溪报道〕"),
    (bylines.datelines, f"【本报讯】{LONG}", "【本报讯】"),
    (bylines.datelines, f"云溪日报山南讯（记者甲乙）{LONG}", "云溪日报山南讯（记者甲乙）"),
    (bylines.inline_credits, "云溪区上午举行动土典礼。（记者甲乙摄）", "（记者甲乙摄）"),
    (bylines.datelines, f"云溪合作社5月1日召开大会，{LONG}", None),
    (bylines.datelines, f"云溪水电站3月1日发电，{LONG}", None),
]


@pytest.mark.parametrize(("rule", "line", "expected"), SPANS, ids=range(len(SPANS)))
def test_spans_inside_lines(rule, line, expected):
    assert span_of(rule, line) == expected


TITLES = [
    (["云溪区加快建设", "2020-07-01 09:13 来源：云溪日报", LONG], "云溪区加快建设"),
    (["要闻", "云溪区加快建设——写在新年之际", "2020-07-01 09:13 来源：云溪日报", LONG], "云溪区加快建设——写在新年之际"),
    (["云溪区加快建设", "——写在新年之际", "2020-07-01 来源：云溪日报", LONG], "云溪区加快建设"),
    (["原标题：用心用情 办好实事", "云溪区召开动员大会。", LONG], "用心用情 办好实事"),
    (
        ["云溪区加快建设现代产业园区", "云溪区召开年度工作会议", "云溪区加快建设现代产业园区", LONG],
        "云溪区加快建设现代产业园区",
    ),
    (["云溪区加快建设现代产业园区", LONG], "云溪区加快建设现代产业园区"),
    (["27日，云溪区召开工作会议。", LONG], None),
    (["编者按", LONG], None),
    ([f"　　突出主业，做强链条\n　　{LONG}\n　　{LONG}"], None),
    (["云溪日报数字报", "云溪区加快建设", LONG], "云溪区加快建设"),
    (["云溪区加快建设", "云溪第二机床厂 厂长 甲乙丙", "2020-07-01 来源：云溪日报", LONG], "云溪区加快建设"),
    (["企业文化", "2020-07-01", "云溪区加快建设现代产业园区", LONG], "云溪区加快建设现代产业园区"),
    (["俯瞰云溪市人民大街（资料图片）", LONG], None),
]


@pytest.mark.parametrize(("lines", "expected"), TITLES, ids=range(len(TITLES)))
def test_titles(lines, expected):
    page = page_of(*lines)
    found = headline.find_title(page.cut(headline.fields(page)))
    assert (found[1] if found else None) == expected


REPEATS = [
    (["云溪区加快建设", "【原题】云溪区加快建设", "云溪区加快建设", LONG], [2, 3]),
    (["主席令（第二号）", LONG, "主席令 第二号", LONG], []),
    (["云溪区加快建设", LONG, "云溪区加快建设园区", LONG], []),
]


@pytest.mark.parametrize(("lines", "expected"), REPEATS, ids=range(len(REPEATS)))
def test_repeated_headlines(lines, expected):
    assert [found.lines[0] for found in headline.repeats(page_of(*lines), page_of(*lines).lines[0].zh, 1)] == expected


def test_outside_lines_go_but_fields_around_the_article_stay():
    hints = {1: "title", 2: "outside", 3: "outside", 6: "outside"}
    lines = ["云溪区加快建设", "热门推荐", "2020-07-01 来源：云溪日报", LONG, LONG, "友情链接"]
    assert cut(navigation.outside, *lines, hints=hints) == [2, 6]


def test_links_go_in_rows_and_at_the_end():
    hints = {2: "link", 4: "link", 5: "link", 7: "link"}
    lines = [LONG, "云溪公司发布年报", LONG, "云溪甲项目投产", "云溪乙项目投产", LONG, "更多云溪新闻请看"]
    assert cut(navigation.links, *lines, hints=hints) == [4, 5, 7]


@pytest.mark.xfail(reason="a menu of words without any separator is not told from a list of names", strict=True)
def test_known_failure_menu_with_single_blanks():
    assert cut(navigation.menu, "首页 新闻 政务 服务 互动", LONG) == [1]


@pytest.mark.xfail(reason="a notice that speaks of rights, but neither of itself nor to its reader", strict=True)
def test_known_failure_notice_in_the_third_person():
    assert cut(notices.closing_notice, LONG, "作品版权归原作者所有，侵权必究。") == [2]


@pytest.mark.xfail(reason="a reporter after the full stop, without brackets and without 摄", strict=True)
def test_known_failure_bare_reporter_at_the_end():
    assert span_of(bylines.inline_credits, f"{LONG} 本报记者 甲乙") == " 本报记者 甲乙"
