import django.db.models.deletion
import tsunagu.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identity', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=tsunagu.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('form', models.TextField()),
                ('subject', models.UUIDField(null=True)),
                ('fields', models.JSONField(default=dict)),
                ('version', models.TextField(blank=True, default='')),
                ('saved_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'user', 'form', 'subject'), name='identity_draft_once', nulls_distinct=False)],
            },
        ),
    ]
