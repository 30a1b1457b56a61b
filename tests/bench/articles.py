"""Short articles by the thousand, no two alike: about places, firms and things that do not exist."""

from __future__ import annotations

import random

PLACES = "澜川 云岭 禾山 青浦湾 望桥 石桐 柳塘 金浦 河渡 万通 沛宁 朔原 浪海 清溪 东笠 鹿鸣洲 白榆 枫渡".split()  # noqa: SIM905
TRADES = "机器人 新材料 冷链物流 轨道装备 生物育种 智能纺织 泵阀 稀土 船舶配套 光学镜头 食用菌 竹制品".split()  # noqa: SIM905
DEEDS = "开工建设 建成投产 通过验收 完成改造 签约落户 举行推介 启动招标 扩建厂房 试制样机 发布标准".split()  # noqa: SIM905
PEOPLE = "沈知远 顾明溪 陆听澜 许见山 何谨行 姚冬青 丁秋阳 温其玉 程望舒 简行之".split()  # noqa: SIM905
CLAUSES = [
    "总投资{a}亿元", "占地{b}亩", "新增岗位{b}个", "年产能达到{c}台套", "带动上下游企业{a}家", "本地配套率提高到{p}%",
    "较去年同期增长{p}%", "已申请专利{a}项", "培训职工{c}人次", "接待考察团{a}批次", "用电量下降{p}%", "订单排到{m}月",
    "引进设备{b}台", "铺设管线{a}公里", "补助企业{a}户", "签订合同{b}份",
]  # fmt: skip


def short_article(number: int) -> str:
    """One article of four sentences; equal numbers give equal articles."""
    rng = random.Random(number)
    place, trade, deed, person = (rng.choice(words) for words in (PLACES, TRADES, DEEDS, PEOPLE))
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    body = "".join(_sentence(rng, place, trade) for _ in range(3))
    return (
        f"{place}{trade}项目{deed}\n"
        f"  {month}月{day}日,{place}高新区第{number + 1}号{trade}项目{deed},{person}出席活动。\n"
        f"  {body}\n"
    )


def _sentence(rng: random.Random, place: str, trade: str) -> str:
    clauses = [
        clause.format(
            a=rng.randint(2, 90),
            b=rng.randint(91, 900),
            c=rng.randint(901, 9000),
            p=rng.randint(3, 60),
            m=rng.randint(1, 12),
        )
        for clause in rng.sample(CLAUSES, 3)
    ]
    return f"{rng.choice(['项目', '园区', '企业', place, trade + '产业', '该厂'])}{','.join(clauses)}。"
