from django.urls import path

from gongjian.civic.duties.views import handover

app_name = "duties"
urlpatterns = [
    path("handovers/", handover.list_handovers, name="list_handovers"),
    path("handovers/<number:pk>/", handover.show_handover, name="show_handover"),
    path("handovers/<number:pk>/successor", handover.hand_over, name="hand_over"),
    path("handovers/<number:pk>/sign", handover.sign_handover, name="sign_handover"),
    path("handovers/<number:pk>/paper", handover.note_paper, name="note_paper"),
    path("posts/<number:pk>/handover", handover.prepare_handover, name="prepare_handover"),
]
