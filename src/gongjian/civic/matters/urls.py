from django.urls import path

app_name = "matters"
urlpatterns: list[object] = []
