"""Documents become rows of their own: each line of the old text is one, the two languages paired by their place."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


def rows_from_text(apps, schema_editor):
    """One required document for each line; where a language has fewer lines the other one's words stand in."""
    Service = apps.get_model("branches", "Service")
    DocRequirement = apps.get_model("branches", "DocRequirement")
    for service in Service.objects.exclude(documents_zh="", documents_en=""):
        chinese, english = lines_of(service.documents_zh), lines_of(service.documents_en)
        for place in range(max(len(chinese), len(english))):
            zh, en = chinese[place : place + 1], english[place : place + 1]
            DocRequirement.objects.create(
                service=service, name_zh=(zh or en)[0][:500], name_en=(en or zh)[0][:500], position=place
            )


def text_from_rows(apps, schema_editor):
    """The way back: one line for each document."""
    Service = apps.get_model("branches", "Service")
    DocRequirement = apps.get_model("branches", "DocRequirement")
    for service in Service.objects.all():
        rows = list(DocRequirement.objects.filter(service=service).order_by("position", "pk"))
        service.documents_zh = "\n".join(row.name_zh for row in rows)
        service.documents_en = "\n".join(row.name_en for row in rows)
        service.save(update_fields=["documents_zh", "documents_en"])


def lines_of(text):
    """Lines with something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0004_appointments'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=500, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=500, verbose_name='English name')),
                ('is_required', models.BooleanField(default=True)),
                ('copies', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(9)])),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='branches.service')),
            ],
            options={
                'verbose_name': 'required document',
                'verbose_name_plural': 'required documents',
                'ordering': ['service', 'position', 'pk'],
            },
        ),
        migrations.RunPython(rows_from_text, text_from_rows),
        migrations.RemoveField(
            model_name='historicalservice',
            name='documents_en',
        ),
        migrations.RemoveField(
            model_name='historicalservice',
            name='documents_zh',
        ),
        migrations.RemoveField(
            model_name='service',
            name='documents_en',
        ),
        migrations.RemoveField(
            model_name='service',
            name='documents_zh',
        ),
    ]
