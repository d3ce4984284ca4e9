from django.urls import path

from gongjian.civic.projects import views

app_name = "projects"
urlpatterns = [
    path("", views.list_projects, name="list_projects"),
    path("<number:pk>/", views.show_project, name="show_project"),
    path("showcase/", views.list_showcase, name="list_showcase"),
]
