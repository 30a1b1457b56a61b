"""Units: how each language writes them, what they are called in a figure, and how they compare."""

from __future__ import annotations

from decimal import Decimal

CURRENCIES_ZH = {
    "元": "CNY", "元人民币": "CNY", "人民币": "CNY", "块钱": "CNY", "美元": "USD", "美金": "USD", "港元": "HKD",
    "港币": "HKD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "韩元": "KRW", "卢布": "RUB",
    "卢比": "INR", "澳元": "AUD", "加元": "CAD", "新元": "SGD", "新加坡元": "SGD", "澳大利亚元": "AUD",
    "加拿大元": "CAD", "新西兰元": "NZD", "新台币": "TWD", "元新台币": "TWD", "台币": "TWD", "瑞士法郎": "CHF",
    "泰铢": "THB", "林吉特": "MYR", "澳门元": "MOP", "元港币": "HKD", "元美金": "USD", "雷亚尔": "BRL",
    "比索": "PESO", "里拉": "TRY", "印度卢比": "INR", "令吉": "MYR", "马币": "MYR", "澳门币": "MOP",
    "角钱": "jiao", "毛钱": "jiao", "分钱": "fen",
}  # fmt: skip
CURRENCIES_EN = {
    "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "cny": "CNY", "rmb yuan": "CNY", "chinese yuan": "CNY",
    "yuan rmb": "CNY", "yuan renminbi": "CNY", "us dollars": "USD", "u.s. dollars": "USD", "us dollar": "USD",
    "u.s. dollar": "USD", "dollars": "USD", "dollar": "USD", "usd": "USD", "american dollars": "USD",
    "hong kong dollars": "HKD", "hk dollars": "HKD", "hkd": "HKD", "euros": "EUR", "euro": "EUR",
    "pounds sterling": "GBP", "british pounds": "GBP", "pounds": "GBP", "pound": "GBP", "sterling": "GBP",
    "yen": "JPY", "japanese yen": "JPY", "won": "KRW", "south korean won": "KRW", "rubles": "RUB", "roubles": "RUB",
    "rupees": "INR", "indian rupees": "INR", "australian dollars": "AUD", "canadian dollars": "CAD",
    "singapore dollars": "SGD", "singaporean dollars": "SGD", "new zealand dollars": "NZD",
    "new taiwan dollars": "TWD", "taiwan dollars": "TWD", "swiss francs": "CHF", "baht": "THB", "thai baht": "THB",
    "ringgit": "MYR", "ringgits": "MYR", "reais": "BRL", "pesos": "PESO", "lira": "TRY", "patacas": "MOP",
    "macao patacas": "MOP",
}  # fmt: skip
SYMBOLS_EN = {
    "$": "USD", "$a": "AUD", "$us": "USD", "us$": "USD", "u.s.$": "USD", "usd": "USD", "hk$": "HKD", "hkd": "HKD",
    "nt$": "TWD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "s$": "SGD", "nz$": "NZD", "€": "EUR", "£": "GBP",
    "¥": "CNY", "￥": "CNY", "rmb": "CNY", "cny": "CNY", "eur": "EUR", "us $": "USD", "hk $": "HKD", "rmb¥": "CNY",
    "gbp": "GBP",
}  # fmt: skip
CURRENCY_NAMES = {
    "CNY": "yuan", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "KRW": "won", "RUB": "rubles", "INR": "rupees",
    "AUD": "Australian dollars", "CAD": "Canadian dollars", "SGD": "Singapore dollars", "NZD": "New Zealand dollars",
    "TWD": "New Taiwan dollars", "CHF": "Swiss francs", "THB": "baht", "MYR": "ringgit", "MOP": "patacas",
    "BRL": "reais", "PESO": "pesos", "TRY": "lira",
}  # fmt: skip
CURRENCY_SIGNS = {"USD": "$", "HKD": "HK$"}
DOLLARS = frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD"})

# unit -> (dimension, factor to the base unit, English singular, English plural)
MEASURES: dict[str, tuple[str, Decimal, str, str]] = {
    "km": ("length", Decimal(1000), "kilometer", "kilometers"),
    "m": ("length", Decimal(1), "meter", "meters"),
    "cm": ("length", Decimal("0.01"), "centimeter", "centimeters"),
    "mm": ("length", Decimal("0.001"), "millimeter", "millimeters"),
    "nm": ("length", Decimal("1e-9"), "nanometer", "nanometers"),
    "um": ("length", Decimal("1e-6"), "micron", "microns"),
    "mile": ("length", Decimal("1609.344"), "mile", "miles"),
    "nmi": ("length", Decimal(1852), "nautical mile", "nautical miles"),
    "ft": ("length", Decimal("0.3048"), "foot", "feet"),
    "in": ("length", Decimal("0.0254"), "inch", "inches"),
    "li": ("length", Decimal(500), "li", "li"),
    "km2": ("area", Decimal(10**6), "square kilometer", "square kilometers"),
    "m2": ("area", Decimal(1), "square meter", "square meters"),
    "ha": ("area", Decimal(10**4), "hectare", "hectares"),
    "ft2": ("area", Decimal("0.09290304"), "square foot", "square feet"),
    "mi2": ("area", Decimal("2589988.11"), "square mile", "square miles"),
    "acre": ("area", Decimal("4046.86"), "acre", "acres"),
    "mu": ("area-mu", Decimal(1), "mu", "mu"),
    "m3": ("volume", Decimal(1), "cubic meter", "cubic meters"),
    "l": ("volume", Decimal("0.001"), "liter", "liters"),
    "ml": ("volume", Decimal("0.000001"), "milliliter", "milliliters"),
    "barrel": ("barrel", Decimal(1), "barrel", "barrels"),
    "t": ("mass", Decimal(1000), "ton", "tons"),
    "kg": ("mass", Decimal(1), "kilogram", "kilograms"),
    "jin": ("mass", Decimal("0.5"), "jin", "jin"),
    "g": ("mass", Decimal("0.001"), "gram", "grams"),
    "mg": ("mass", Decimal("0.000001"), "milligram", "milligrams"),
    "lb": ("mass-lb", Decimal(1), "pound", "pounds"),
    "kW": ("power", Decimal(1), "kilowatt", "kilowatts"),
    "MW": ("power", Decimal(1000), "megawatt", "megawatts"),
    "GW": ("power", Decimal(10**6), "gigawatt", "gigawatts"),
    "W": ("power", Decimal("0.001"), "watt", "watts"),
    "kWh": ("energy", Decimal(1), "kilowatt-hour", "kilowatt-hours"),
    "MWh": ("energy", Decimal(1000), "megawatt-hour", "megawatt-hours"),
    "GWh": ("energy", Decimal(10**6), "gigawatt-hour", "gigawatt-hours"),
    "hp": ("power-hp", Decimal(1), "horsepower", "horsepower"),
    "km/h": ("speed", Decimal(1), "kilometer per hour", "kilometers per hour"),
    "GB": ("data", Decimal(1), "GB", "GB"),
    "TB": ("data", Decimal(1000), "TB", "TB"),
    "MB": ("data", Decimal("0.001"), "MB", "MB"),
}
MEASURES_ZH = {
    "公里": "km", "千米": "km", "米": "m", "厘米": "cm", "公分": "cm", "毫米": "mm", "纳米": "nm", "微米": "um",
    "英里": "mile", "海里": "nmi", "英尺": "ft", "英寸": "in", "华里": "li", "平方公里": "km2", "平方千米": "km2",
    "平方米": "m2", "平米": "m2", "公顷": "ha", "英亩": "acre", "亩": "mu", "立方米": "m3", "方": "", "升": "l",
    "毫升": "ml", "桶": "barrel", "吨": "t", "公斤": "kg", "千克": "kg", "斤": "jin", "市斤": "jin", "克": "g",
    "公吨": "t", "毫克": "mg", "磅": "lb", "千瓦": "kW", "兆瓦": "MW", "吉瓦": "GW", "瓦": "W", "千瓦时": "kWh",
    "千瓦小时": "kWh",
    "度电": "kWh", "兆瓦时": "MWh", "吉瓦时": "GWh", "马力": "hp", "km": "km", "kg": "kg", "mm": "mm", "cm": "cm",
    "kW": "kW", "MW": "MW", "GW": "GW", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "GB": "GB", "TB": "TB", "MB": "MB",
    "km/h": "km/h", "公里/小时": "km/h", "公里每小时": "km/h", "m2": "m2", "㎡": "m2",
    "m²": "m2", "m³": "m3", "km²": "km2",
}  # fmt: skip
del MEASURES_ZH["方"]
_EXTRA_EN = {
    "km": "km", "kilometre": "km", "kilometres": "km", "metre": "m", "metres": "m", "centimetre": "cm",
    "centimetres": "cm", "cm": "cm", "mm": "mm", "millimetre": "mm", "millimetres": "mm", "foot": "ft", "feet": "ft",
    "square km": "km2", "sq km": "km2", "square kilometres": "km2", "square metres": "m2", "square metre": "m2",
    "square kilometre": "km2", "sq m": "m2", "cubic metres": "m3", "cubic metre": "m3", "litre": "l", "litres": "l",
    "tonne": "t", "tonnes": "t", "metric ton": "t", "metric tons": "t", "metric tonnes": "t", "kg": "kg",
    "kilo": "kg", "kilos": "kg", "kw": "kW", "mw": "MW", "gw": "GW", "kwh": "kWh", "gwh": "GWh",
    "km per hour": "km/h", "sq ft": "ft2", "square kilometer": "km2", "hectare": "ha",
    "kilowatt hours": "kWh", "kilowatt hour": "kWh", "km/h": "km/h", "kph": "km/h", "gb": "GB", "tb": "TB",
    "mb": "MB", "kilometres per hour": "km/h", "kilometers an hour": "km/h", "kilometres an hour": "km/h",
    "catties": "jin", "sea miles": "nmi", "micrometers": "um", "ha": "ha",
}  # fmt: skip
MEASURES_EN = {name: unit for unit, row in MEASURES.items() for name in row[2:] if row[0] != "mass-lb"} | _EXTRA_EN
del MEASURES_EN["GB"], MEASURES_EN["TB"], MEASURES_EN["MB"]

DURATIONS_ZH = {
    "年": "year", "个月": "month", "周": "week", "星期": "week", "个星期": "week", "天": "day", "日": "day",
    "个工作日": "workday", "小时": "hour", "个小时": "hour", "钟头": "hour", "个钟头": "hour", "分钟": "minute",
    "秒": "second", "秒钟": "second", "周年": "anniversary", "岁": "age", "周岁": "age", "世纪": "century",
    "个世纪": "century",
}  # fmt: skip
DURATIONS_EN = {
    "year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
    "day": "day", "days": "day", "hour": "hour", "hours": "hour", "minute": "minute", "minutes": "minute",
    "second": "second", "seconds": "second", "working day": "workday", "working days": "workday",
    "workdays": "workday", "century": "century", "centuries": "century", "decade": "decade", "decades": "decade",
}  # fmt: skip
# one duration in days or months, so that 24 hours equals a day and 12 months a year
DURATION_BASE = {
    "second": ("s", 1), "minute": ("s", 60), "hour": ("s", 3600), "day": ("s", 86400), "week": ("s", 604800),
    "month": ("mo", 1), "year": ("mo", 12), "century": ("mo", 1200), "decade": ("mo", 120), "workday": ("wd", 1),
    "age": ("mo", 12), "anniversary": ("mo", 12),
}  # fmt: skip

MEASURE_WORDS = frozenset(
    {
        "个", "名", "家", "项", "件", "人次", "人", "所", "座", "辆", "台", "套", "户", "场", "条", "位", "篇",
        "部", "次", "处", "种", "类", "张", "幅", "本", "册", "枚", "架", "艘", "列", "间", "栋", "幢", "株",
        "棵", "头", "只", "匹", "支", "届", "批", "组", "对", "双", "份", "起", "宗", "例", "门", "节", "期",
        "轮", "款", "架次", "班", "站", "道", "口", "眼", "片", "块", "枝", "根", "颗", "粒", "层", "集", "首",
        "句", "字", "页", "步", "代", "员", "县", "市", "省", "村", "镇", "乡", "亿", "万", "余", "分", "票",
        "盏", "车次", "标箱", "箱", "床", "张床位", "亩次", "国", "城", "校", "企", "厂", "点", "对夫妇", "枪",
        "发", "门课", "学时", "课时", "学分", "岗", "号人", "口人",
    }
)  # fmt: skip
