from django.urls import path

from gongjian.civic.service import views

app_name = "service"
urlpatterns = [path("posts/<number:pk>/", views.show_post, name="show_post")]
