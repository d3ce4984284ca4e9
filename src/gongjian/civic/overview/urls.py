from django.urls import path

from gongjian.civic.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.public_home, name="public_home"),
    path("home", views.home, name="home"),
    path("report", views.report, name="report"),
]
