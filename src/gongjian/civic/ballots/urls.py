from django.urls import path

from gongjian.civic.ballots import views

app_name = "ballots"
urlpatterns = [path("sessions/<number:pk>/", views.show_session, name="show_session")]
