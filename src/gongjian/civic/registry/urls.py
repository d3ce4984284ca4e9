from django.urls import path

from gongjian.civic.registry import views

app_name = "registry"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("demo", views.demo_sign_in, name="demo_sign_in"),
    path("registry/organisations/", views.list_organisations, name="list_organisations"),
    path("registry/organisations/<number:pk>/", views.show_organisation, name="show_organisation"),
    path("registry/search", views.search, name="search"),
]
