from django.urls import path

from gongjian.civic.results import views

app_name = "results"
urlpatterns = [
    path("", views.list_results, name="list_results"),
    path("<year:year>/", views.list_results, name="list_results"),
    path("<year:year>/bundle", views.download_bundle, name="download_bundle"),
    path("<year:year>/<number:unit>/", views.show_result, name="show_result"),
    path("<year:year>/prepare", views.prepare_release, name="prepare_release"),
    path("<year:year>/notice", views.start_notice, name="start_notice"),
    path("<year:year>/publish", views.publish, name="publish"),
]
