from django.urls import path

from gongjian.civic.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.list_tasks, name="list_tasks"),
    path("<int:pk>/", views.show_task, name="show_task"),
    path("<int:pk>/accept", views.accept_task, name="accept_task"),
    path("<int:pk>/deliver", views.deliver_task, name="deliver_task"),
    path("<int:pk>/confirm", views.confirm_task, name="confirm_task"),
    path("<int:pk>/return", views.return_task, name="return_task"),
    path("<int:pk>/extend", views.extend_task, name="extend_task"),
    path("<int:pk>/cancel", views.cancel_task, name="cancel_task"),
]
