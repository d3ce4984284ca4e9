"""The command `gongjian`: reads the words, hands over to one command, turns a refusal into a sentence and status 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from gongjian.cli.refusals import REFUSED, CannotDo

SETTINGS = "gongjian.config.settings"
LANGUAGES = {"en": "en"}
LAST_PORT = 65_535


class Parser(argparse.ArgumentParser):
    """A parser that ends with a sentence of ours and the same status as every other refusal."""

    def error(self, message: str) -> NoReturn:
        say_refused(_("命令写得不对：%(why)s。用 gongjian --help 看写法。") % {"why": message})
        raise SystemExit(REFUSED)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 broke off, 2 refused with a sentence."""
    words = sys.argv[1:] if words is None else list(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if words[:1] == ["demo"] or "--demo" in words:
        os.environ["GONGJIAN_DEMO"] = "1"
    try:
        django.setup()
    except (ImproperlyConfigured, OSError, ValueError) as problem:
        say_refused(f"设置不对，无法启动 / cannot start with these settings: {problem}")
        return REFUSED
    with translation.override(LANGUAGES.get(os.environ.get("GONGJIAN_LANGUAGE", ""), "zh-hans")):
        chosen = parser().parse_args(words)
        module, command = chosen.command
        try:
            return int(getattr(import_module(f"gongjian.cli.{module}"), command)(chosen))
        except CannotDo as refusal:
            say_refused(str(refusal))
            return refusal.status
        except DatabaseError as problem:
            why = next(iter(str(problem).splitlines()), type(problem).__name__)
            sentence = _("数据库没有应答，或还没有建好：%(why)s。请核对 DATABASE_URL；新库先运行 gongjian migrate。")
            say_refused(sentence % {"why": why})
            return REFUSED
        except KeyboardInterrupt:
            return 1


def say_refused(sentence: str) -> None:
    """Say on stderr why nothing was done."""
    print(f"gongjian: {sentence}", file=sys.stderr)


def parser() -> Parser:
    """Return the parser of all commands, in the language in force."""
    whole = Parser(prog="gongjian", description=_("共建：街道社区与驻区单位共驻共建的工作系统。"))
    commands = whole.add_subparsers(title=_("命令"), required=True, metavar=_("命令"))

    def command(name: str, module: str, function: str, says: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
        made.set_defaults(command=(module, function))
        return made

    command("migrate", "database", "migrate", _("建好或更新数据库。"))

    founding = command("found", "founding", "found", _("建一个区，开三个管理员账号。"))
    founding.add_argument("--name", required=True, metavar="中原区", help=_("区的全称"))
    founding.add_argument("--code", required=True, metavar="410102", help=_("6 位区划代码"))

    demo = command("demo", "demonstration", "load", _("装入演示区：一个区、两年的历史。"))
    demo.add_argument("--until", metavar="2026-11-22", help=_("历史到哪一天为止（这一天就是演示的今天）"))
    demo.add_argument("--seed", type=int, default=1, help=_("随机种子；同一个种子造出同样的历史"))
    demo.add_argument("--streets", type=int, help=_("只装前几个街道"))
    demo.add_argument("--again", action="store_true", help=_("删去已有的演示区，从头再装"))

    serve = command("serve", "serving", "serve", _("启动网站和后台工作。"))
    serve.add_argument("--demo", action="store_true", help=_("用演示区；还没有就先装"))
    serve.add_argument("--host", default="127.0.0.1", help=_("监听的地址"))
    serve.add_argument("--port", type=port, default=8000, help=_("监听的端口"))

    command("work", "working", "work", _("只运行后台工作：排队的任务和到点要办的事。"))

    export = command("export", "exporting", "export", _("导出一个年度已公布的结果，供任何人核验。"))
    export.add_argument("--year", type=int, required=True, help=_("年度"))
    export.add_argument("--out", required=True, metavar="FILE.zip", help=_("写到哪个文件"))
    return whole


def port(text: str) -> int:
    """Return a port number, or refuse what is none."""
    number = int(text)
    if not 0 < number <= LAST_PORT:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main())
