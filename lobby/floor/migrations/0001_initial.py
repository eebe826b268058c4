

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('branches', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('subject_type', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('severity', models.CharField(choices=[('late', 'late'), ('attention', 'attention'), ('info', 'for information')], max_length=10)),
                ('status', models.CharField(choices=[('raised', 'new'), ('accepted', 'accepted'), ('escalated', 'escalated'), ('resolved', 'resolved')], default='raised', max_length=10)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('raised_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('escalated_at', models.DateTimeField(blank=True, null=True)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('resolve_reason', models.CharField(blank=True, max_length=120)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='branches.branch')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='branches.zone')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'indexes': [models.Index(condition=models.Q(('resolved_at__isnull', True)), fields=['branch', 'raised_at'], name='alert_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('resolved_at__isnull', True)), fields=('subject_type', 'subject_id', 'kind', 'branch'), name='alert_once_an_episode'), models.CheckConstraint(condition=models.Q(('status', 'resolved'), ('resolved_at__isnull', True), _connector='XOR'), name='alert_resolved_at')],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_type', models.CharField(max_length=30)),
                ('subject_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('due_at', models.DateTimeField()),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('escalated_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('parked_at', models.DateTimeField(blank=True, help_text='its handler failed; somebody was told', null=True)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='branches.branch')),
                ('policy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.branchpolicy')),
            ],
            options={
                'verbose_name': 'deadline',
                'verbose_name_plural': 'deadlines',
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True), ('parked_at__isnull', True)), fields=['due_at', 'id'], name='deadline_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('subject_type', 'subject_id', 'kind'), name='deadline_open_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('subject_type', models.CharField(blank=True, max_length=30)),
                ('subject_id', models.BigIntegerField(blank=True, null=True)),
                ('status', models.CharField(choices=[('scheduled', 'scheduled'), ('due', 'due'), ('acknowledged', 'seen'), ('snoozed', 'snoozed'), ('overdue', 'overdue'), ('escalated', 'escalated'), ('done', 'done'), ('cancelled', 'cancelled')], default='scheduled', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('remind_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('snoozes', models.PositiveSmallIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, help_text='what came of it, or why it was cancelled', max_length=200)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='branches.branch')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['owner', 'branch', 'due_at'], name='reminder_open'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['subject_type', 'subject_id'], name='reminder_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('scheduled', 'due', 'acknowledged', 'snoozed', 'overdue', 'escalated')), _negated=True), ('ended_at__isnull', True), _connector='XOR'), name='reminder_ended_at'), models.CheckConstraint(condition=models.Q(('snoozes__lte', 3)), name='reminder_snoozes')],
            },
        ),
    ]
