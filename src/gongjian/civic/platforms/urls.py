from django.urls import path

from gongjian.civic.platforms import views

app_name = "platforms"
urlpatterns = [
    path("threads/", views.list_threads, name="list_threads"),
    path("threads/with", views.show_pair, name="show_pair"),
    path("threads/<number:pk>/", views.show_thread, name="show_thread"),
    path("threads/<number:pk>/write", views.write_entry, name="write_entry"),
    path("meetings/", views.list_meetings, name="list_meetings"),
    path("meetings/<number:pk>/", views.show_meeting, name="show_meeting"),
    path("committees/", views.list_platforms, name="list_platforms"),
    path("committees/<number:pk>/", views.show_platform, name="show_platform"),
    path("committees/<number:pk>/outside", views.list_outside, name="list_outside"),
    path("committees/<number:pk>/admit", views.admit, name="admit"),
    path("committees/<number:pk>/criterion", views.set_criterion, name="set_criterion"),
    path("seats/<number:pk>/end", views.end_seat, name="end_seat"),
]
