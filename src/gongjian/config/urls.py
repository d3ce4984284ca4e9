"""Every address of the product."""

from django.urls import include, path

from gongjian.web import converters  # noqa: F401 — makes <number:…> and <year:…> known to all addresses below

urlpatterns = [
    path("", include("gongjian.civic.overview.urls")),
    path("", include("gongjian.web.urls")),
    path("", include("gongjian.civic.registry.urls")),
    path("tasks/", include("gongjian.civic.tasks.urls")),
    path("platforms/", include("gongjian.civic.platforms.urls")),
    path("lists/", include("gongjian.civic.lists.urls")),
    path("projects/", include("gongjian.civic.projects.urls")),
    path("agreements/", include("gongjian.civic.agreements.urls")),
    path("matters/", include("gongjian.civic.matters.urls")),
    path("service/", include("gongjian.civic.service.urls")),
    path("activities/", include("gongjian.civic.activities.urls")),
    path("records/", include("gongjian.civic.records.urls")),
    path("ballots/", include("gongjian.civic.ballots.urls")),
    path("evaluations/", include("gongjian.civic.evaluations.urls")),
    path("results/", include("gongjian.civic.results.urls")),
    path("duties/", include("gongjian.civic.duties.urls")),
]
handler400 = "gongjian.web.views.bad_request"
handler403 = "gongjian.web.views.forbidden"
handler404 = "gongjian.web.views.not_found"
handler500 = "gongjian.web.views.server_error"
