"""Kinds of places and the peoples that autonomous places are named after, in English."""

from __future__ import annotations

KINDS = {
    "省": "Province", "市": "City", "县": "County", "区": "District", "旗": "Banner", "镇": "Town", "乡": "Township",
    "村": "Village", "屯": "Village", "街道": "Subdistrict", "社区": "Community", "路": "Road", "街": "Street",
    "大街": "Street", "大路": "Road", "大道": "Avenue", "胡同": "Hutong", "巷": "Lane", "公园": "Park",
    "广场": "Square", "河": "River", "江": "River", "湖": "Lake", "水库": "Reservoir", "大桥": "Bridge",
    "桥": "Bridge", "山": "Mountain", "岛": "Island", "机场": "Airport", "火车站": "Railway Station",
    "湿地公园": "Wetland Park", "森林公园": "Forest Park", "立交桥": "Overpass", "州": "Prefecture", "盟": "League",
    "自治县": "Autonomous County", "自治州": "Autonomous Prefecture", "高速公路": "Expressway",
    "开发区": "Development Zone", "经济技术开发区": "Economic and Technological Development Zone",
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "经开区": "Economic and Technological Development Zone", "高新区": "High-tech Zone", "新区": "New Area",
    "工业园区": "Industrial Park", "工业园": "Industrial Park", "产业园": "Industrial Park",
    "产业园区": "Industrial Park", "港": "Port", "隧道": "Tunnel", "峡谷": "Canyon", "草原": "Grassland",
}  # fmt: skip
PEOPLES = {
    "壮族": "Zhuang", "回族": "Hui", "苗族": "Miao", "侗族": "Dong", "土家族": "Tujia", "彝族": "Yi",
    "藏族": "Tibetan", "蒙古族": "Mongolian", "蒙古": "Mongolian", "满族": "Manchu", "朝鲜族": "Korean",
    "瑶族": "Yao", "傣族": "Dai", "白族": "Bai", "哈尼族": "Hani", "黎族": "Li", "羌族": "Qiang", "布依族": "Bouyei",
    "仡佬族": "Gelao", "水族": "Shui", "土族": "Tu", "畲族": "She", "纳西族": "Naxi", "傈僳族": "Lisu", "佤族": "Va",
    "拉祜族": "Lahu", "景颇族": "Jingpo", "哈萨克族": "Kazak", "哈萨克": "Kazak", "柯尔克孜": "Kirgiz",
    "锡伯": "Xibe", "达斡尔族": "Daur", "裕固族": "Yugur", "撒拉族": "Salar", "东乡族": "Dongxiang",
    "仫佬族": "Mulao", "毛南族": "Maonan",
}  # fmt: skip
