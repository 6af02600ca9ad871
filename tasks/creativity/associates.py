"""Items of remote associates: three words, and the one that goes with each.

English: compound remote associates after Bowden and Jung-Beeman (2003); the word makes
a compound or a phrase with each of the three. Chinese: characters that make a word with
each of the three, our own.

References
----------
Bowden, E. M., & Jung-Beeman, M. (2003). Normative data for 144 compound remote
associate problems. Behavior Research Methods, Instruments, & Computers, 35, 634-639.
https://doi.org/10.3758/BF03195543
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
cottage swiss cake: cheese
cream skate water: ice
loser throat spot: sore
show life row: boat
night wrist stop: watch
duck fold dollar: bill
rocking wheel high: chair
dew comb bee: honey
fountain baking pop: soda
preserve ranger tropical: forest
aid rubber wagon: band
flake mobile cone: snow
cracker fly fighter: fire
safety cushion point: pin
cane daddy plum: sugar
dream break light: day
fish mine rush: gold
political surprise line: party
measure worm video: tape
worm shelf end: book
piece mind dating: game
flower friend scout: girl
print berry bird: blue
date alley fold: blind
opera hand dish: soap
cadet capsule ship: space
fur rack tail: coat
stick maker point: match
hound pressure shot: blood
sleeping bean trash: bag
dust cereal fish: bowl
food forward break: fast
shine beam struck: moon
water mine shaker: salt
palm shoe house: tree
hammer gear hunter: head
"""
_CHINESE = """
火 汽 马: 车
飞 手 洗衣: 机
开 热 雨: 水
学 医 法: 院
书 钱 背: 包
太 夕 朝: 阳
月 星 灯: 光
地 足 篮: 球
公 花 校: 园
台 路 电: 灯
毛 手 围: 巾
牛 豆 酸: 奶
茶 树 落: 叶
窗 门 路: 口
沙 海 河: 滩
银 旅 流: 行
音 快 娱: 乐
生 动 植: 物
图 油 国: 画
石 木 额: 头
白 乌 彩: 云
雨 阳 跳: 伞
眼 太阳 墨: 镜
手 钟 怀: 表
铅 毛 钢: 笔
理 思 梦: 想
希 愿 失: 望
温 速 高: 度
时 空 房: 间
发 说 光: 明
心 事 表: 情
笑 说 电: 话
工 农 商: 业
景 特 角: 色
信 放 决: 心
冰 雪 荷: 花
"""


def _read(text: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    lines = (line.partition(": ") for line in text.strip().splitlines())
    return tuple((tuple(words.split()), answer) for words, _, answer in lines)


ITEMS: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "en": _read(_ENGLISH),
    "zh_CN": _read(_CHINESE),
}
"""By language: the three words of each item, and the one that is looked for."""
OBJECTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "brick",
        "newspaper",
        "shoe",
        "paper clip",
        "bottle",
        "pencil",
        "tin",
        "sock",
    ),
    "zh_CN": ("砖头", "报纸", "鞋子", "回形针", "瓶子", "铅笔", "罐头盒", "袜子"),
}
"""By language: things for which other uses are to be found."""
SETS = ("all", "a", "b")
"""All items, or every other one: forms for before and after."""


def of_set(language: str, which: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the items of a language that belong to a set.

    Parameters
    ----------
    language : str
        Of `ITEMS`.
    which : str
        Of `SETS`.
    """
    items = ITEMS[language]
    return items if which == "all" else items[which == "b" :: 2]
