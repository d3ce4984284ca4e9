"""Who can sign in, with what, and where one is signed in. Roles are not here: they are offices, in the registry."""

from gongjian.accounts.models.factors import Factor, Identity, Invitation, RecoveryCode
from gongjian.accounts.models.sessions import Session
from gongjian.accounts.models.users import CLOCK, PUBLIC, User, Users

__all__ = ["CLOCK", "PUBLIC", "Factor", "Identity", "Invitation", "RecoveryCode", "Session", "User", "Users"]
