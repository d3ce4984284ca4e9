from django.urls import path

from gongjian.civic.platforms import views

app_name = "platforms"
urlpatterns = [
    path("meetings/", views.list_meetings, name="list_meetings"),
    path("meetings/<number:pk>/", views.show_meeting, name="show_meeting"),
]
