from django.urls import path

from gongjian.civic.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.list_tasks, name="list_tasks"),
    path("<number:pk>/", views.show_task, name="show_task"),
    path("<number:pk>/accept", views.accept_task, name="accept_task"),
    path("<number:pk>/deliver", views.deliver_task, name="deliver_task"),
    path("<number:pk>/confirm", views.confirm_task, name="confirm_task"),
    path("<number:pk>/return", views.return_task, name="return_task"),
    path("<number:pk>/extend", views.extend_task, name="extend_task"),
    path("<number:pk>/cancel", views.cancel_task, name="cancel_task"),
]
