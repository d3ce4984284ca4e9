from django.urls import path

from gongjian.civic.matters import views

app_name = "matters"
urlpatterns = [
    path("groups/<int:pk>/", views.show_group, name="show_group"),
    path("roads/<int:area>/<str:road>/", views.show_road, name="show_road"),
]
