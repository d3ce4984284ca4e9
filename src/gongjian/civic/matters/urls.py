from django.urls import path

from gongjian.civic.matters import views

app_name = "matters"
urlpatterns = [
    path("", views.list_matters, name="list_matters"),
    path("raise", views.raise_matter, name="raise_matter"),
    path("<number:pk>/", views.show_matter, name="show_matter"),
    path("<number:pk>/help", views.call_help, name="call_help"),
    path("<number:pk>/confirm", views.confirm_matter, name="confirm_matter"),
    path("<number:pk>/reopen", views.reopen_matter, name="reopen_matter"),
    path("<number:pk>/public", views.set_visibility, name="set_visibility"),
    path("legs/<number:pk>/accept", views.accept_leg, name="accept_leg"),
    path("legs/<number:pk>/decline", views.decline_leg, name="decline_leg"),
    path("legs/<number:pk>/hand-on", views.hand_on, name="hand_on"),
    path("legs/<number:pk>/pause", views.pause_leg, name="pause_leg"),
    path("legs/<number:pk>/resume", views.resume_leg, name="resume_leg"),
    path("legs/<number:pk>/report", views.finish_leg, name="finish_leg"),
    path("legs/<number:pk>/ask", views.ask_raiser, name="ask_raiser"),
    path("legs/<number:pk>/certify", views.certify_help, name="certify_help"),
    path("groups/<number:pk>/", views.show_group, name="show_group"),
    path("roads/<number:area>/<str:road>/", views.show_road, name="show_road"),
]
