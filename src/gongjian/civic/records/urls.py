from django.urls import path

from gongjian.civic.records import views

app_name = "records"
urlpatterns = [
    path("", views.list_records, name="list_records"),
    path("<int:unit>/<str:month>/", views.show_record, name="show_record"),
    path("<int:unit>/<str:month>/file", views.file_record, name="file_record"),
    path("<int:unit>/<str:month>/accept", views.accept_record, name="accept_record"),
    path("<int:unit>/<str:month>/add", views.add_own_line, name="add_own_line"),
    path("lines/<int:pk>/", views.show_line, name="show_line"),
    path("lines/<int:pk>/accept", views.accept_line, name="accept_line"),
    path("lines/<int:pk>/dispute", views.dispute_line, name="dispute_line"),
    path("lines/<int:pk>/settle", views.settle_dispute, name="settle_dispute"),
    path("lines/<int:pk>/amend", views.amend_line, name="amend_line"),
]
