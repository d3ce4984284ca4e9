"""At start-up every app's permissions.py is read, so that each verb has its rule."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    name = "gongjian.ledger"
    verbose_name = "ledger"

    def ready(self) -> None:
        autodiscover_modules("permissions")
