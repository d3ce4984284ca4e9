"""What a password must be like, said so that one can mend it."""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gongjian.accounts.models import User

SHORTEST = 8
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
WANTED = 3
# The stems that rules like these produce; what Django's list of common passwords does not know.
STEMS = {"admin", "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwer", "qwerty", "asdf", "abc", "abcd", "aa", "a",
         "woaini", "zhongguo", "gongjian", "dangjian", "welcome", "huanying", "test", "root"}  # fmt: skip
ENDING = re.compile(r"[\d!@#$%&*._\-+~?]*$")
KEYBOARD = (
    "1qaz2wsx",
    "zaq12wsx",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r",
    "q1w2e3r4",
    "!qaz@wsx",
    "1qaz@wsx",
)


class Rules:
    """A validator for Django: length, three classes of four, not the name, nothing that everybody tries first."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError with every reason at once."""
        found = list(_faults(password, user.username if user else ""))
        if found:
            raise ValidationError(found)

    def get_help_text(self) -> str:
        return _("至少 8 位；大写字母、小写字母、数字、符号，用上其中三种；不带登录名。")


def _faults(password: str, username: str) -> list[str]:
    found = []
    if len(password) < SHORTEST:
        found.append(_("密码至少 %(least)s 位，现在是 %(now)s 位。") % {"least": SHORTEST, "now": len(password)})
    if sum(bool(re.search(one, password)) for one in CLASSES) < WANTED:
        found.append(_("大写字母、小写字母、数字、符号，至少用上其中三种。"))
    if username and username.casefold() in password.casefold():
        found.append(_("密码里不要带登录名。"))
    if _is_common(password):
        found.append(_("这个密码很多人用，容易被猜到，请换一个。"))
    return found


def _is_common(password: str) -> bool:
    low = password.casefold()
    try:
        CommonPasswordValidator().validate(low)
    except ValidationError:
        return True
    return ENDING.sub("", low) in STEMS or any(run in low and len(low) < len(run) + 4 for run in KEYBOARD)
