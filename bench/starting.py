"""Starting Django on a data folder of its own, before a module is read that needs it."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django


def started(folder: str, target: str, *arguments: Any) -> Callable[[], Any]:
    """Start Django on a data folder, then prepare the target: "module:function" and its arguments, as for measured."""
    os.environ |= {"GONGJIAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongjian.config.settings"}
    django.setup()
    module, name = target.split(":")
    prepare: Callable[..., Callable[[], Any]] = getattr(import_module(module), name)
    return prepare(*arguments)
