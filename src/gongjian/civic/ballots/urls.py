from django.urls import path

app_name = "ballots"
urlpatterns: list[object] = []
