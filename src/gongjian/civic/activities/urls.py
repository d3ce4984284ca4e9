from django.urls import path

from gongjian.civic.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.list_activities, name="list_activities"),
    path("<number:pk>/", views.show_activity, name="show_activity"),
]
