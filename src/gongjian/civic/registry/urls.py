from django.urls import path

from gongjian.civic.registry import views

app_name = "registry"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
]
