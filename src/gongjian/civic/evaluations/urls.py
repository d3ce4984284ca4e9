from django.urls import path

from gongjian.civic.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("", views.show_programme, name="show_programme"),
    path("outcomes/<number:pk>/", views.show_outcome, name="show_outcome"),
    path("<year:year>/outcomes", views.list_outcomes, name="list_outcomes"),
    path("<year:year>/weights", views.revise_scheme, name="revise_scheme"),
    path("<year:year>/freeze", views.freeze_scheme, name="freeze_scheme"),
    path("<year:year>/compute", views.compute_grading, name="compute_grading"),
    path("<year:year>/calibrate", views.calibrate, name="calibrate"),
    path("<year:year>/send", views.send_drafts, name="send_drafts"),
    path("<year:year>/adopt", views.adopt_grading, name="adopt_grading"),
]
