"""The text of the sample brief: invented people, firms and a zone, in every state that a reader can meet."""

from __future__ import annotations

from typing import Any

from flows.steps.types import FigureKind, NameKind, Note, ParagraphKind

Line = tuple[ParagraphKind, list[tuple[str, str | None]]]

TITLE = ("澜川高新区推动机器人产业集群再上新台阶", "Lanchuan High-Tech Zone Lifts Its Robotics Cluster to a New Level")
LINES: list[Line] = [
    ("caption", [("图为禾光机器人总装车间。", "The general assembly workshop of Heguang Robotics.")]),
    ("text", [
        (
            "3月6日上午，澜川高新技术产业开发区召开年度工作会议，全面总结去年工作，部署今年任务。",
            "On the morning of March 6, Lanchuan High-Tech Zone held its annual work conference to review last year's "
            "work and set this year's tasks.",
        ),
        ("云岭市副市长沈知远出席会议并讲话。", "Shen Zhiyuan, vice mayor of Yunling, attended and spoke."),
        (
            "区属企业、驻区单位负责人共600余人参加会议。",
            "More than 600 heads of local enterprises and resident institutions took part.",
        ),
    ]),
    ("heading", [("产值首破三百亿元", "Output value passes 30 billion yuan for the first time")]),
    ("text", [
        (
            "去年，全区地区生产总值完成182.6亿元，同比增长7.8%，高于全市2.1个百分点。",
            "Last year the zone's GDP reached 18.26 billion yuan, up 7.8 percent year on year and 2.1 percentage "
            "points above the city's figure.",
        ),
        (
            "规模以上工业总产值达到314.5亿元，占全市的23.4%，综合评价在全国高新区中位列第58位，跃升11位。",
            "The output value of industrial enterprises above designated size reached 31.45 billion yuan, 23.4 percent "
            "of the city's total, and the zone rose 11 places to 58th among national high-tech zones.",
        ),
        (
            "其中，机器人及智能装备产业产值突破120亿元。",
            "Of this, robotics and intelligent equipment accounted for more than 1.2 billion yuan.",
        ),
    ]),
    ("heading", [("链上企业就近配套", "Suppliers settle next door")]),
    ("text", [
        (
            "禾光机器人有限公司二期工厂去年9月28日投产，年产协作机器人1.5万台，本地配套率由31%提高到46%。",
            "The second factory of Heguang Robotics began production on September 28 last year; it makes 15,000 "
            "collaborative robots a year, and the share of parts bought locally rose from 31 percent to 46 percent.",
        ),
        (
            "“过去一套减速器要等四十天，现在隔壁厂当天就能送到。”公司总经理顾明溪说。",
            "“We used to wait forty days for a set of reducers; now the plant next door delivers the same day,” said "
            "Gu Mingxi, the company's general manager.",
        ),
        ("穿针引线、串珠成链，一池春水就此激活。", None),
        (
            "围绕整机企业，高新区已引进精密减速器、伺服电机、控制系统等配套企业64家，总投资近90亿元。",
            "Around the makers of complete machines the zone has brought in 64 suppliers of precision reducers, servo "
            "motors and control systems, with a total investment of nearly 9 billion yuan.",
        ),
    ]),
    ("caption", [("澜川湖畔的人才公寓。", "Apartments for skilled workers beside Lake Lanchuan.")]),
    ("heading", [("今年抓好三件事", "Three tasks for this year")]),
    ("text", [
        (
            "会议要求，今年要抓好项目建设、科技创新和民生保障三件事，开工亿元以上项目35个，新建公办学校2所。",
            "The conference called for three tasks this year: building projects, innovation in science and technology, "
            "and public services, with 35 projects of over 100 million yuan to start and two public schools to build.",
        ),
        (
            "到2027年，力争机器人产业规模达到200亿元至250亿元。",
            "By 2027 the robotics industry is to reach 20 billion to 25 billion yuan.",
        ),
    ]),
]  # fmt: skip
POINTS: list[dict[str, Any]] = [
    {
        "zh": "3月6日，澜川高新区召开年度工作会议，部署项目建设、科技创新和民生保障三件事。",
        "en": "Lanchuan High-Tech Zone held its annual work conference on March 6 and set three tasks: projects, "
        "innovation and public services.",
        "evidence": ("p2.1", "p9.1"),
    },
    {
        "zh": "去年全区地区生产总值182.6亿元，同比增长7.8%；规上工业总产值314.5亿元，占全市的23.4%。",
        "en": "Last year its GDP was 18.26 billion yuan, up 7.8 percent, and industrial output 31.45 billion yuan, "
        "23.4 percent of the city's total.",
        "evidence": ("p4.1", "p4.2"),
    },
    {
        "zh": "禾光机器人二期工厂投产，年产协作机器人1.5万台，本地配套率提高到46%。",
        "en": "Heguang Robotics opened its second factory, which makes 15,000 collaborative robots a year; 46 percent "
        "of its parts are now bought locally.",
        "zh_origin": "edited",
        "evidence": ("p6.1",),
    },
    {
        "zh": "高新区已引进配套企业64家，总投资近90亿元。",
        "en": "The zone has brought in 64 suppliers, with an investment of nearly 900 million yuan.",
        "zh_origin": "extracted",
        "evidence": ("p6.4",),
        "state": "review",
    },
    {
        "zh": "到2027年机器人产业规模将居全国首位。",
        "en": None,
        "evidence": ("p9.2",),
        "state": "withheld",
        "note": Note("原文只说到2027年力争达到200亿元至250亿元，未提全国排名。",
                     "The article only says 20 billion to 25 billion yuan by 2027; it names no national rank."),
    },
]  # fmt: skip
FACTS: list[tuple[FigureKind, str, str, str, str, str]] = [
    ("date", "3月6日", "March 6", "--03-06", "--03-06", "day"),
    ("count", "600余人", "more than 600", "600", "600", "people"),
    ("amount", "182.6亿元", "18.26 billion yuan", "18260000000", "18260000000", "CNY"),
    ("percent", "7.8%", "7.8 percent", "7.8", "7.8", "%"),
    ("points", "2.1个百分点", "2.1 percentage points", "2.1", "2.1", "pp"),
    ("amount", "314.5亿元", "31.45 billion yuan", "31450000000", "31450000000", "CNY"),
    ("percent", "23.4%", "23.4 percent", "23.4", "23.4", "%"),
    ("rank", "第58位", "58th", "58", "58", "rank"),
    ("amount", "120亿元", "12 billion yuan", "12000000000", "12000000000", "CNY"),
    ("count", "1.5万台", "15,000", "15000", "15000", "units"),
    ("percent", "46%", "46 percent", "46", "46", "%"),
    ("count", "64家", "64", "64", "64", "firms"),
    ("amount", "近90亿元", "nearly 9 billion yuan", "9000000000", "9000000000", "CNY"),
    ("amount", "200亿元至250亿元", "20 billion to 25 billion yuan", "20000000000", "25000000000", "CNY"),
]
NAMES: list[tuple[str, str, NameKind]] = [
    ("澜川高新区", "Lanchuan High-Tech Zone", "place"),
    ("云岭市", "Yunling", "place"),
    ("沈知远", "Shen Zhiyuan", "person"),
    ("顾明溪", "Gu Mingxi", "person"),
    ("禾光机器人", "Heguang Robotics", "organisation"),
    ("规模以上工业", "industrial enterprises above designated size", "term"),
]
HANT = {"p6.3": "穿針引線、串珠成鏈，一池春水就此激活。"}
