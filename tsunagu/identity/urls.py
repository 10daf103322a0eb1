from django.urls import path

from tsunagu.identity.views import account, drafts, sessions

app_name = "identity"
urlpatterns = [
    path("sign-in/", sessions.create, name="sign_in"),
    path("sign-out/", sessions.remove, name="sign_out"),
    path("language/", sessions.language, name="language"),
    path("drafts/", drafts.draft, name="draft"),
    path("me/", account.show, name="account"),
    path("me/password/", account.password, name="password"),
    path("me/organisation/", account.organisation, name="organisation"),
    path("health/", sessions.health, name="health"),
]
