"""The verbs of the own account: each with its event, none with a secret in it, and none by a stranger."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gongjian.accounts.models import Factor, Invitation, RecoveryCode, Session
from gongjian.accounts.recovery import hash_of, new_codes
from gongjian.civic.registry.actions import (
    add_factor,
    change_password,
    end_sessions,
    redeem_invitation,
    remove_factor,
    renew_recovery_codes,
    use_factor,
    use_recovery_code,
)
from gongjian.ledger.action import NotAllowed, Refused
from gongjian.ledger.models import Access, Event
from tests.factories import DAY, NOON, WRITTEN_NOON, UserFactory, security_administrator

pytestmark = pytest.mark.django_db
SECRET, WORDS = "GEZDGNBVGY3TQOJQ", "Kx9!mmpq"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """Let no test wait for the slow hash that a real password gets."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user():
    return UserFactory(username="zhixing")


@pytest.fixture
def app(user):
    return Factor.objects.create(
        user=user, kind=Factor.Kind.TOTP, title="手机验证码", secret=SECRET, added_at=NOON, counter=5
    )


@pytest.fixture
def code(user):
    return RecoveryCode.objects.create(user=user, hash=hash_of(user.pk, "WTGE-ZDWE-VHGY"))


@pytest.fixture
def invitation(user):
    return Invitation.objects.create(user=user, token_hash=Invitation.hash_of("token"), expires_at=NOON + DAY)


def session(user, key):
    now = timezone.now()
    return Session.objects.create(
        session_key=key, session_data="", user=user, began_at=now, seen_at=now, expire_date=now + timedelta(hours=1)
    )


def written():
    return json.dumps(list(Event.objects.values_list("changes", flat=True)))


def test_a_password_is_changed_and_every_other_session_ends(user):
    for key in ("here", "there", "elsewhere"):
        session(user, key)
    other = session(UserFactory(), "somebody else's")

    change_password(user, user, password=WORDS, keep="here", at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == ("registry.change_password", user, user)
    assert event.changes == {"password_changed_at": [None, WRITTEN_NOON]}
    assert user.check_password(WORDS)
    assert {row.pk for row in Session.objects.all()} == {"here", other.pk}


def test_the_first_own_password_is_told_as_that(user):
    user.must_change = True
    user.save()

    change_password(user, user, password=WORDS, at=NOON)

    assert Event.objects.get().changes["must_change"] == [True, False]


def test_an_invitation_is_redeemed_once(user, invitation):
    redeem_invitation(user, invitation, password=WORDS, at=NOON)

    with pytest.raises(Refused, match="已经用过或过了期"):
        redeem_invitation(user, invitation, password="Other9!words", at=NOON)
    user.refresh_from_db()
    assert user.check_password(WORDS)
    assert Event.objects.get(verb="registry.redeem_invitation").changes == {"used_at": [None, WRITTEN_NOON]}


def test_an_invitation_that_ran_out_is_refused(user, invitation):
    with pytest.raises(Refused, match="已经用过或过了期"):
        redeem_invitation(user, invitation, password=WORDS, at=NOON + DAY)

    assert not Event.objects.exists()


def test_a_factor_is_added_and_its_secret_rests_encrypted(user):
    factor = add_factor(user, user, kind=Factor.Kind.TOTP, title="手机验证码", secret=SECRET, counter=5, at=NOON)

    event = Event.objects.get()
    assert (event.verb, event.subject) == ("registry.add_factor", factor)
    assert event.changes["secret"] == [None, factor.commit("secret", SECRET)]
    assert SECRET not in written()


@pytest.mark.parametrize(("kind", "counter"), [("TOTP", 5), ("TOTP", 4), ("PASSKEY", 5), ("PASSKEY", 0)])
def test_a_proof_never_counts_twice(user, app, kind, counter):
    Factor.objects.update(kind=kind)

    with pytest.raises(Refused, match="已经用过"):
        use_factor(user, app, counter=counter, at=NOON)

    assert not Event.objects.exists()


def test_a_proof_is_used_up(user, app):
    use_factor(user, app, counter=6, at=NOON)

    assert Event.objects.get().changes == {"counter": [5, 6], "used_at": [None, WRITTEN_NOON]}


def test_a_passkey_that_does_not_count_may_be_used_again(user, app):
    Factor.objects.update(kind=Factor.Kind.PASSKEY, counter=0)

    use_factor(user, app, counter=0, at=NOON)
    use_factor(user, app, counter=0, at=NOON)

    assert Event.objects.count() == 2


def test_a_factor_taken_away_leaves_a_row_without_its_secret(user, app):
    remove_factor(user, app, at=NOON)

    app = Factor.objects.get(pk=app.pk)
    assert (app.secret, app.salt, app.removed_at) == (None, None, NOON)
    assert Event.objects.get().changes["removed_at"] == [None, WRITTEN_NOON]
    assert SECRET not in written()
    with pytest.raises(Refused, match="已经去掉了"):
        remove_factor(user, app, at=NOON)
    with pytest.raises(Refused):
        use_factor(user, app, counter=9, at=NOON)


def test_no_factor_is_taken_away_by_halves(app):
    with pytest.raises(IntegrityError, match="factor_removed"), transaction.atomic():
        Factor.objects.filter(pk=app.pk).update(removed_at=NOON)


def test_new_codes_replace_those_that_are_left(user, code):
    codes = new_codes()

    renew_recovery_codes(user, user, codes=codes, at=NOON)

    assert {row.hash for row in RecoveryCode.objects.all()} == {hash_of(user.pk, one) for one in codes}
    assert Event.objects.get().changes == {"recovery_codes": [1, 10]}
    assert not any(one in written() for one in codes)


def test_a_code_is_used_up_and_never_written_down(user, code):
    use_recovery_code(user, code, at=NOON)

    with pytest.raises(Refused, match="已经用过"):
        use_recovery_code(user, code, at=NOON)
    assert Event.objects.get().changes == {"used_at": [None, WRITTEN_NOON]}
    assert code.hash not in written()


@pytest.mark.parametrize(
    ("which", "left"), [({"only": "there"}, {"here", "home"}), ({"keep": "here"}, {"here"}), ({}, set())]
)
def test_sessions_are_ended_and_that_is_noted(user, which, left):
    for key in ("here", "there", "home"):
        session(user, key)

    end_sessions(user, user, **which, at=NOON)

    assert {row.pk for row in Session.objects.all()} == left
    assert Event.objects.get().changes == {"sessions": [3, len(left)]}
    assert [(row.kind, row.user) for row in Access.objects.all()] == [(Access.Kind.REVOKED, user)]


def test_nobody_ends_a_session_of_somebody_else_by_naming_it(user):
    foreign = session(UserFactory(), "foreign")

    end_sessions(user, user, only="foreign", at=NOON)

    assert Session.objects.get() == foreign
    assert not Access.objects.exists()


@pytest.mark.parametrize("who", [UserFactory, security_administrator])
def test_nobody_else_may_and_nothing_is_written(who, user, app, code, invitation):
    stranger = who()
    session(user, "here")
    for verb, subject, said in [
        (change_password, user, {"password": WORDS}),
        (redeem_invitation, invitation, {"password": WORDS}),
        (add_factor, user, {"kind": "TOTP", "title": "x", "secret": SECRET}),
        (use_factor, app, {"counter": 9}),
        (remove_factor, app, {}),
        (renew_recovery_codes, user, {"codes": ["x"]}),
        (use_recovery_code, code, {}),
        (end_sessions, user, {}),
    ]:
        with pytest.raises(NotAllowed):
            verb(stranger, subject, **said, at=NOON)

    assert not Event.objects.exists()
    assert (Factor.objects.in_use().count(), RecoveryCode.objects.count(), Session.objects.count()) == (1, 1, 1)
