"""What the reader of Chinese figures looks for: one scan for candidates, and the tables that it reads them with."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.steps.facts import units
from flows.steps.facts.halves import ZH as HALF
from flows.steps.facts.zh_dates import CLOCK, DATE
from flows.steps.types import Approx, FigureKind

_N = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_M = r"(?:[十百千]?(?:万亿|亿|万)|[百千](?![克米瓦分帕赫字伏卡]))"
_A = rf"{_N}(?: ?{_M}(?:{_N}{_M})*(?:(?<=万)\d{{3,4}}(?![\d.,]))?)?"
_D = "一二三四五六七八九"
_C1 = f"[{_D}两]"
_C = (
    rf"[{_D}十两百千万亿][零〇{_D}十两百千万亿]+(?:点[零〇{_D}]+)?"
    rf"|[零{_D}]点[零〇{_D}]+"
)
_TENTHS = (
    rf"(?<=[近超约达逾到有占过至升降涨跌])[{_D}两]成(?![立为功果效员长就品都人])(?:[{_D}]|半)?"
    rf"|(?<![{_D}十百千万零\d])[{_D}两]成半?(?=[以左的多，。、；：）？ ]|$)(?!多[云少])"
)
_LONE = (
    rf"{_C1}(?=个?百分点|倍[的，。、；以]|公里|公斤|美元|平方)|[十百千万](?=[余多])"
    r"|[两三四五六七八九]倍?(?=倍$)|(?<=[近超逾约])[百千万](?=[名人家个辆件元户])"
)
_RATIO = (
    rf"(?:\d+|[{_D}十百千万]{{1,3}})分之(?:\d+|[{_D}两十]{{1,3}})"
    r"|\d{1,2}/\d{1,3}(?![\d/年月])|\d+(?:\.\d+)?(?:比|∶|:)\d+(?:\.\d+)?(?![\d:.])"
)
SCAN = re.compile(
    rf"(?=[\d{_D}十两百千万亿零第上下前翻凌清早中午傍晚当深半])(?:(?P<half>{HALF})|(?P<date>(?<![\d.])(?:{DATE}))"
    rf"|(?P<clock>(?<![\d.:：])(?:{CLOCK}))"
    rf"|(?P<percent>百分之(?:{_N}|{_C}|{_C1}|十|百))"
    rf"|(?P<tenths>{_TENTHS})"
    rf"|(?P<double>翻了?(?P<times>[一两三四])?番|一倍(?![子]))"
    rf"|(?P<couple>(?<![{_D}十百千万零第初\d])(?:[一两二]三|三四|三五|四五|五六|六七|七八|八九)[十百千]?万?(?![线产月世级成等十百千万{_D}]))"
    rf"|(?P<ratio>{_RATIO})"
    rf"|(?P<rank>第(?:\d{{1,3}}(?:,\d{{3}})+|\d+|[{_D}]?十[{_D}]?(?![{_D}十百])))"
    rf"|(?P<number>{_A}|{_C}|{_LONE}))"
)
NUMBER = re.compile(rf"(?P<number>{_A}|{_C})")
SECOND = re.compile(rf"(?:[-－—–~～]{{1,2}}|至|到)(?P<number>{_A}|{_C}|{_C1})")
PARTS = re.compile(rf"({_N}) ?({_M})?")
ODD = re.compile(r"[余多来几](?P<more>万亿|亿|万)?(?![样于少达数方自到源华访临])|余(?P<rest>万亿|亿|万)?")
BEFORE = re.compile(r"(?:(近|将近|接近)|((?<![签预节合公条契违制])约|大约|大概)|((?<!高)超|超过|逾|(?<!大)多于))$")
APPROX_BEFORE: tuple[Approx, ...] = ("nearly", "about", "over")
AFTER: dict[str, Approx] = {"左右": "about", "上下": "about", "以上": "over"}
UP = re.compile(r"增[长加幅收速产]|上[升涨浮]|提[高升]|攀升|跃升|扩大|涨|(?<![每毫公千\d])升")
DOWN = re.compile(r"下[降跌滑调浮]|减[少产]|降[低幅至]|回落|缩[减小]|跌|降")
FOREIGN = re.compile(
    r"(?P<name>新台币|台币|港币|港元|美元|美金|澳门币|日元|欧元|英镑|韩元|令吉|马币)(?:约|近|逾|超过?|达|高达)?$"
)
RATIO = re.compile(r"(?:(?:比例|配比|比率|比值|比)(?:约|为|是|达到?|大致)*|按)$")
SPEED = re.compile(r"(?:时速|每小时)(?:约|达|为|是|高达|可达|近|超过|超)?$")
MINUS = re.compile(r"(?:^|[^\dA-Za-z%])[-－−]$")
LATIN = re.compile(r"[A-Za-z0-9]")
LABELS = frozenset("号路级楼线版届期代集折纬时后")
WORDS = units.MEASURE_WORDS - {"届", "期", "代", "号", "集", "级", "点", "亿", "万", "分", "余", "步", "部"}
UNITS: dict[str, tuple[FigureKind, str]] = {
    "%": ("percent", "%"), "％": ("percent", "%"), "个百分点": ("points", "pp"), "百分点": ("points", "pp"),
    "个点": ("points", "pp"), "个基点": ("points", "bp"), "基点": ("points", "bp"), "倍": ("multiple", "x"),
    "℃": ("temperature", "C"), "摄氏度": ("temperature", "C"), "°C": ("temperature", "C"),
    "华氏度": ("temperature", "F"), "‰": ("percent", "‰"), "成": ("percent", "tenth"),
}  # fmt: skip
UNITS |= {name: ("duration", unit) for name, unit in units.DURATIONS_ZH.items()}
UNITS |= {name: ("measure", unit) for name, unit in units.MEASURES_ZH.items()}
UNITS |= {name: ("amount", unit) for name, unit in units.CURRENCIES_ZH.items()}
PARTS_OF: dict[str, tuple[FigureKind, str, Decimal]] = {
    "tenth": ("percent", "%", Decimal(10)), "jiao": ("amount", "CNY", Decimal("0.1")),
    "fen": ("amount", "CNY", Decimal("0.01")),
}  # fmt: skip
NOT_UNIT = re.compile(
    r"年(?:级|代|轻|夜|糕|货|底|初|会|报|度)|米(?:饭|兰|尔|粉|线)|天(?:然|津|空|使|下|文|山)"
    r"|周(?:边|围|刊|期|[一二三四五六日])|秒杀|克(?:拉|里|服|罗|制)|斤斤|元(?:旦|件|素|首|老|月|宵|帅|年)|日本|方面|升级"
    r"|成(?:[立为功果效员长熟分绩交品语型都人份都])"
)
WHOLE_UNIT = frozenset({"amount", "percent", "points", "measure", "temperature"})
LONGEST = max(map(len, UNITS))
