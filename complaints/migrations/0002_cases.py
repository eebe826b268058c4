"""Numbers, representatives, who approved a plan, what finds a contact; a trigger keeps the log as it was written."""

import django.db.models.deletion
import lobby.customers.encryption
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE FUNCTION complaints_keep_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '3 years' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the log of a complaint is only added to' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER complaints_keep_log BEFORE UPDATE OR DELETE ON complaints_complaintentry
    FOR EACH ROW EXECUTE FUNCTION complaints_keep_log();
"""
LET_GO = """
DROP TRIGGER complaints_keep_log ON complaints_complaintentry;
DROP FUNCTION complaints_keep_log();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0008_complaints'),
        ('complaints', '0001_initial'),
        ('floor', '0005_complaints'),
        ('queueing', '0012_machines'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComplaintSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('last', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name': 'number series of complaints',
                'verbose_name_plural': 'number series of complaints',
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', lobby.customers.encryption.EncryptedText(max_length=60)),
                ('contact', lobby.customers.encryption.EncryptedText(blank=True, max_length=120)),
            ],
            options={
                'verbose_name': 'representative of a joint complaint',
                'verbose_name_plural': 'representatives of joint complaints',
                'ordering': ['complaint', 'position'],
            },
        ),
        migrations.AddField(
            model_name='complaint',
            name='contact_index',
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='complaint',
            name='incident',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='floor.incident'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='plan_approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='complaint',
            name='planned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='number',
            field=models.CharField(max_length=40, unique=True),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(models.Q(('step__in', ('closed', 'withdrawn', 'merged', 'not_accepted')), _negated=True), models.Q(('contact_index', ''), _negated=True)), fields=['branch', 'contact_index'], name='complaint_contact'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('plan_approved_by__isnull', True), ('planned_by__isnull', True), models.Q(('plan_approved_by', models.F('planned_by')), _negated=True), _connector='OR'), name='complaint_plan_approved_by_another'),
        ),
        migrations.AddField(
            model_name='complaintseries',
            name='branch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch'),
        ),
        migrations.AddField(
            model_name='representative',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='complaints.complaint'),
        ),
        migrations.AddConstraint(
            model_name='complaintseries',
            constraint=models.UniqueConstraint(fields=('branch', 'day'), name='complaint_series_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.UniqueConstraint(fields=('complaint', 'position'), name='representative_once_a_place'),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
