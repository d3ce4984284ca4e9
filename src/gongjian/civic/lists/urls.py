from django.urls import path

from gongjian.civic.lists import views

app_name = "lists"
urlpatterns = [
    path("resources/", views.list_resources, name="list_resources"),
    path("resources/<number:pk>/", views.show_resource, name="show_resource"),
    path("premises/", views.list_premises, name="list_premises"),
    path("needs/", views.list_needs, name="list_needs"),
    path("needs/add", views.add_need, name="add_need"),
    path("needs/<number:pk>/", views.show_need, name="show_need"),
    path("needs/<number:pk>/close", views.close_need, name="close_need"),
    path("checks/<number:pk>/confirm", views.confirm_list, name="confirm_list"),
]
