app_name = "lists"
urlpatterns: list[object] = []
