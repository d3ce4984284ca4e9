from django.urls import path

from gongjian.civic.overview import views
from gongjian.web import converters  # noqa: F401 — makes <number:…> known, whoever reads these addresses first

app_name = "overview"
urlpatterns = [
    path("", views.public_home, name="public_home"),
    path("home", views.home, name="home"),
    path("gaps/<number:pk>/", views.show_gaps, name="show_gaps"),
    path("gaps/<number:pk>/<slug:gap>", views.list_gap, name="list_gap"),
    path("network/<number:pk>/", views.show_network, name="show_network"),
    path("report", views.report, name="report"),
]
