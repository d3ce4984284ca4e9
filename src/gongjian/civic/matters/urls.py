from django.urls import path

from gongjian.civic.matters import views

app_name = "matters"
urlpatterns = [
    path("groups/<number:pk>/", views.show_group, name="show_group"),
    path("roads/<number:area>/<str:road>/", views.show_road, name="show_road"),
]
