from django.urls import path

from gongjian.web import views

app_name = "web"
urlpatterns = [
    path("language", views.set_language, name="set_language"),
    path("type", views.set_type, name="set_type"),
    path("loading", views.show_loading, name="show_loading"),
    path("gallery", views.gallery, name="gallery"),
    path("gallery/public", views.public_gallery, name="public_gallery"),
]
