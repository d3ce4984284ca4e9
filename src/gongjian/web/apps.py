from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room of looks. It has no tables."""

    name = "gongjian.web"
    label = "web"
