from django.urls import path

from gongjian.civic.lists import views

app_name = "lists"
urlpatterns = [
    path("resources/", views.list_resources, name="list_resources"),
    path("resources/<number:pk>/", views.show_resource, name="show_resource"),
    path("premises/", views.list_premises, name="list_premises"),
    path("checks/<number:pk>/confirm", views.confirm_list, name="confirm_list"),
]
