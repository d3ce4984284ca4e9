"""What a browser calls itself, in two words that its owner recognises."""

from django.utils.translation import gettext as _

# The first that fits counts: the special ones call themselves like the common ones, too.
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Android", "Android"), ("UOS", "UOS"), ("Kylin", "Kylin"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
BROWSERS = (
    ("wxwork", "WeCom"), ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("Lark", "Feishu"),
    ("Feishu", "Feishu"), ("QQBrowser", "QQ"), ("360SE", "360"), ("360EE", "360"), ("QIHU", "360"),
    ("MetaSr", "Sogou"), ("LBBROWSER", "Liebao"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip


def device(agent: str) -> str:
    """Return system and browser of a User-Agent, such as "Windows · Edge"."""
    found = [next((word for mark, word in words if mark in agent), "") for words in (SYSTEMS, BROWSERS)]
    return " · ".join(filter(None, found)) or _("认不出的设备")
