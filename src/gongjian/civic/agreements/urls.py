from django.urls import path

from gongjian.civic.agreements import views

app_name = "agreements"
urlpatterns = [
    path("", views.list_agreements, name="list_agreements"),
    path("<number:pk>/", views.show_agreement, name="show_agreement"),
    path("parties/<number:pk>/sign", views.sign, name="sign"),
    path("obligations/<number:pk>/", views.show_obligation, name="show_obligation"),
]
