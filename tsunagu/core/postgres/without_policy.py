"""Tables without a policy, each with its reason. A test fails on any other."""

REASONS = {
    "django_session": "read before anybody is known; holds keys only",
    "django_migrations": "nobody's data",
    "django_content_type": "nobody's data",
    "core_cache": "rate limits; keys are hashes",
    "procrastinate_jobs": "jobs carry ids only",
    "procrastinate_events": "jobs carry ids only",
    "procrastinate_periodic_defers": "nobody's data",
    "procrastinate_workers": "nobody's data",
}
