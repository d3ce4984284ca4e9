"""The components, `{% load ui %}`: each tag a function in `gongjian.web.components` and a template in `ui/`."""

from gongjian.web.components import controls, frames, lists, shell, signs
from gongjian.web.components.library import register

__all__ = ["controls", "frames", "lists", "register", "shell", "signs"]
