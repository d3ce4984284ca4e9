"""Events, seals and files."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from gongjian.ledger.models import Event, File, Seal
from tests.factories.days import NOON
from tests.factories.promises import TaskFactory
from tests.factories.registry import UserFactory


class EventFactory(DjangoModelFactory):
    """A task was assigned."""

    class Meta:
        model = Event

    at = NOON
    actor = factory.SubFactory(UserFactory)
    verb = "tasks.assign_task"
    subject = factory.SubFactory(TaskFactory)
    path = factory.LazyAttribute(lambda row: row.subject.scope_path)
    changes = factory.LazyFunction(dict)


class SealFactory(DjangoModelFactory):
    class Meta:
        model = Seal

    path = "/1/"
    kind = Seal.Kind.MONTH
    size = 1
    root = "0" * 64
    at = NOON


class FileFactory(DjangoModelFactory):
    class Meta:
        model = File

    sha256 = factory.Sequence(lambda number: hashlib.sha256(str(number).encode()).hexdigest())
    bytes = 1024
    mime = "application/zip"
    title = "校验文件.zip"
    at = NOON
