from django.urls import path

from gongjian.civic.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("", views.show_programme, name="show_programme"),
    path("outcomes/<int:pk>/", views.show_outcome, name="show_outcome"),
    path("<int:year>/outcomes", views.list_outcomes, name="list_outcomes"),
    path("<int:year>/weights", views.revise_scheme, name="revise_scheme"),
    path("<int:year>/freeze", views.freeze_scheme, name="freeze_scheme"),
    path("<int:year>/compute", views.compute_grading, name="compute_grading"),
    path("<int:year>/calibrate", views.calibrate, name="calibrate"),
    path("<int:year>/send", views.send_drafts, name="send_drafts"),
    path("<int:year>/adopt", views.adopt_grading, name="adopt_grading"),
]
