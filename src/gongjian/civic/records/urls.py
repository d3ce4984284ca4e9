from django.urls import path

from gongjian.civic.records import views

app_name = "records"
urlpatterns = [
    path("", views.list_records, name="list_records"),
    path("<number:unit>/<str:month>/", views.show_record, name="show_record"),
    path("<number:unit>/<str:month>/file", views.file_record, name="file_record"),
    path("<number:unit>/<str:month>/accept", views.accept_record, name="accept_record"),
    path("<number:unit>/<str:month>/add", views.add_own_line, name="add_own_line"),
    path("lines/<number:pk>/", views.show_line, name="show_line"),
    path("lines/<number:pk>/accept", views.accept_line, name="accept_line"),
    path("lines/<number:pk>/dispute", views.dispute_line, name="dispute_line"),
    path("lines/<number:pk>/settle", views.settle_dispute, name="settle_dispute"),
    path("lines/<number:pk>/amend", views.amend_line, name="amend_line"),
]
