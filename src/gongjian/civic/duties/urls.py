from django.urls import path

from gongjian.civic.duties.views import communities, handover, mergers

app_name = "duties"
urlpatterns = [
    path("handovers/", handover.list_handovers, name="list_handovers"),
    path("handovers/<number:pk>/", handover.show_handover, name="show_handover"),
    path("handovers/<number:pk>/successor", handover.hand_over, name="hand_over"),
    path("handovers/<number:pk>/sign", handover.sign_handover, name="sign_handover"),
    path("handovers/<number:pk>/paper", handover.note_paper, name="note_paper"),
    path("posts/<number:pk>/handover", handover.prepare_handover, name="prepare_handover"),
    path("mergers/", mergers.list_mergers, name="list_mergers"),
    path("mergers/<number:pk>/", mergers.show_merger, name="show_merger"),
    path("organisations/<number:pk>/successors", mergers.choose_successors, name="choose_successors"),
    path("organisations/<number:pk>/merge", mergers.merge_organisations, name="merge_organisations"),
    path("organisations/<number:pk>/split", mergers.split_organisation, name="split_organisation"),
    path("streets/<number:pk>/communities", communities.choose_communities, name="choose_communities"),
    path("streets/<number:pk>/redraw", communities.redraw_communities, name="redraw_communities"),
]
