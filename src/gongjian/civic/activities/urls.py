from django.urls import path

from gongjian.civic.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.list_activities, name="list_activities"),
    path("groups/<number:pk>/visits", views.plan_site_visits, name="plan_site_visits"),
    path("<number:pk>/held", views.hold_activity, name="hold_activity"),
    path("<number:pk>/", views.show_activity, name="show_activity"),
]
