from django.urls import path

app_name = "lists"
urlpatterns: list[object] = []
