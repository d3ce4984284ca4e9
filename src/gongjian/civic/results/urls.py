from django.urls import path

from gongjian.civic.results import views

app_name = "results"
urlpatterns = [
    path("", views.list_results, name="list_results"),
    path("<int:year>/", views.list_results, name="list_results"),
    path("<int:year>/bundle", views.download_bundle, name="download_bundle"),
    path("<int:year>/<int:unit>/", views.show_result, name="show_result"),
    path("<int:year>/prepare", views.prepare_release, name="prepare_release"),
    path("<int:year>/notice", views.start_notice, name="start_notice"),
    path("<int:year>/publish", views.publish, name="publish"),
]
