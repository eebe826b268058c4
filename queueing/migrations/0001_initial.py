

import django.contrib.postgres.fields
import django.db.models.deletion
import queueing.models.tickets
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('branches', '0001_initial'),
        ('customers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CounterSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('status', models.CharField(choices=[('open', 'open'), ('paused', 'paused'), ('closed', 'closed')], default='open', max_length=10)),
                ('primary_services', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('secondary_services', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('opened_at', models.DateTimeField()),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('pause_reason', models.CharField(blank=True, choices=[('break', 'break'), ('meal', 'meal'), ('cash', 'cash handling'), ('system', 'system trouble'), ('assist', 'helping in the lobby'), ('other', 'other')], max_length=10)),
                ('paused_s', models.PositiveIntegerField(default=0)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('close_reason', models.CharField(blank=True, max_length=120)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='branches.branch')),
                ('counter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='branches.counter')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'counter session',
                'verbose_name_plural': 'counter sessions',
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('prefix', models.CharField(max_length=3)),
                ('last', models.PositiveIntegerField()),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
            ],
            options={
                'verbose_name': 'number series',
                'verbose_name_plural': 'number series',
            },
        ),
        migrations.CreateModel(
            name='ServiceStats',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mean_service_s', models.FloatField()),
                ('samples', models.PositiveIntegerField()),
                ('error_ratio_p90', models.FloatField(default=2.0, help_text='90th percentile of actual wait over estimate')),
                ('learned_at', models.DateTimeField()),
                ('service', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='stats', to='branches.service')),
            ],
            options={
                'verbose_name': 'learned service time',
                'verbose_name_plural': 'learned service times',
            },
        ),
        migrations.CreateModel(
            name='SimulationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seed', models.PositiveIntegerField()),
                ('speed', models.FloatField(default=1.0, help_text='how many simulated seconds pass in one')),
                ('started_at', models.DateTimeField()),
                ('reached_at', models.DateTimeField(help_text='everything before this moment has been played')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('sessions', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='counter sessions it drives', size=None)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='simulations', to='branches.branch')),
            ],
            options={
                'verbose_name': 'simulated day',
                'verbose_name_plural': 'simulated days',
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('number', models.CharField(max_length=12)),
                ('status', models.CharField(choices=[('waiting', 'waiting'), ('called', 'called'), ('serving', 'being served'), ('on_hold', 'on hold'), ('returned', 'returned'), ('done', 'done'), ('no_show', 'missed'), ('diverted', 'diverted'), ('cancelled', 'cancelled'), ('abandoned', 'left')], default='waiting', max_length=10)),
                ('priority', models.CharField(choices=[('care', 'care'), ('express', 'express'), ('vip', 'VIP'), ('normal', 'normal')], default='normal', max_length=10)),
                ('traits', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('elderly', 'elderly'), ('disabled', 'disabled'), ('pregnant', 'pregnant'), ('with_child', 'with child'), ('foreign_language', 'foreign language'), ('prefers_counter', 'prefers the counter')], max_length=20), blank=True, default=list, size=None)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('source', models.CharField(choices=[('kiosk', 'kiosk'), ('tablet', 'lobby tablet'), ('counter', 'counter'), ('api', 'API'), ('appointment', 'appointment'), ('replay', 'replay')], max_length=12)),
                ('is_without_number', models.BooleanField(default=False, help_text='served without a ticket')),
                ('page_token', models.CharField(default=queueing.models.tickets.new_page_token, max_length=32, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('queue_at', models.DateTimeField(help_text='virtual arrival: issue time minus the head start of the class')),
                ('goes_first', models.BooleanField(default=False, help_text='returned or fallen back from a device')),
                ('passes', models.PositiveSmallIntegerField(default=0, help_text='how often it was passed in a row')),
                ('waits_since', models.DateTimeField(help_text='start of the present wait leg')),
                ('long_wait_at', models.DateTimeField(help_text='when the wait crosses the long-wait line')),
                ('long_wait_alerted_at', models.DateTimeField(blank=True, null=True)),
                ('first_called_at', models.DateTimeField(blank=True, null=True)),
                ('called_at', models.DateTimeField(blank=True, help_text='latest call or recall', null=True)),
                ('miss_due_at', models.DateTimeField(blank=True, help_text='when a call without an answer is missed', null=True)),
                ('call_count', models.PositiveSmallIntegerField(default=0)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('held_s', models.PositiveIntegerField(default=0)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('postponed_at', models.DateTimeField(blank=True, null=True)),
                ('customer_pause_s', models.PositiveIntegerField(default=0, help_text='wait the customer asked for')),
                ('reinstated_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('completed', 'completed'), ('partly', 'partly completed'), ('not_possible', 'not possible'), ('referred', 'referred elsewhere'), ('unknown', 'unknown')], max_length=12)),
                ('services_done', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('quantity', models.PositiveSmallIntegerField(default=1)),
                ('return_reason', models.CharField(blank=True, choices=[('form', 'form incomplete'), ('document', 'document missing'), ('identity', 'identity paper invalid'), ('copy', 'copy missing'), ('other', 'other')], max_length=12)),
                ('return_count', models.PositiveSmallIntegerField(default=0)),
                ('end_reason', models.CharField(blank=True, max_length=120)),
                ('ahead_at_issue', models.PositiveIntegerField(default=0)),
                ('quoted_p50_s', models.PositiveIntegerField(blank=True, null=True)),
                ('quoted_p90_s', models.PositiveIntegerField(blank=True, null=True)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='branches.branch')),
                ('counter', models.ForeignKey(blank=True, null=True, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='branches.counter')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='customers.customer')),
                ('only_counter', models.ForeignKey(blank=True, null=True, db_index=False, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='branches.counter')),
                ('only_staff', models.ForeignKey(blank=True, null=True, db_index=False, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='branches.service')),
                ('session', models.ForeignKey(blank=True, null=True, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='queueing.countersession')),
            ],
            options={
                'verbose_name': 'ticket',
                'verbose_name_plural': 'tickets',
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call', 'call'), ('recall', 'recall')], max_length=8)),
                ('number', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='branches.branch')),
                ('counter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.counter')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'announcement',
                'verbose_name_plural': 'announcements',
            },
        ),
        migrations.CreateModel(
            name='TicketNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('by_name', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('by_staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'ticket note',
                'verbose_name_plural': 'ticket notes',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('status', models.CharField(choices=[('arrived', 'arrived'), ('triaged', 'triaged'), ('waiting', 'waiting'), ('in_service', 'in service'), ('finished', 'finished'), ('followed_up', 'followed up'), ('left_early', 'left early')], default='arrived', max_length=12)),
                ('traits', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('elderly', 'elderly'), ('disabled', 'disabled'), ('pregnant', 'pregnant'), ('with_child', 'with child'), ('foreign_language', 'foreign language'), ('prefers_counter', 'prefers the counter')], max_length=20), blank=True, default=list, size=None)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('arrived_at', models.DateTimeField()),
                ('triage_seconds', models.PositiveIntegerField(blank=True, help_text='greeting to ticket, measured by the server; empty = not by staff (S408)', null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('leave_reason', models.CharField(blank=True, max_length=120)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='branches.branch')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='customers.customer')),
            ],
            options={
                'verbose_name': 'visit',
                'verbose_name_plural': 'visits',
            },
        ),
        migrations.AddField(
            model_name='ticket',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='queueing.visit'),
        ),
        migrations.CreateModel(
            name='WallSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rows', models.PositiveSmallIntegerField(default=6)),
                ('counter_word_zh', models.CharField(default='窗口', max_length=10)),
                ('counter_word_en', models.CharField(default='Counter', max_length=10)),
                ('voice_languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None)),
                ('volume', models.PositiveSmallIntegerField(default=80, help_text='per cent')),
                ('quiet_from', models.TimeField(blank=True, null=True)),
                ('quiet_until', models.TimeField(blank=True, null=True)),
                ('device', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wall_settings', to='branches.device')),
                ('services', models.ManyToManyField(blank=True, help_text='empty = all', to='branches.service')),
            ],
            options={
                'verbose_name': 'wall settings',
                'verbose_name_plural': 'wall settings',
            },
        ),
        migrations.AddIndex(
            model_name='countersession',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['branch'], name='session_open'),
        ),
        migrations.AddIndex(
            model_name='countersession',
            index=models.Index(fields=['staff', 'day'], name='session_staff_day'),
        ),
        migrations.AddConstraint(
            model_name='countersession',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('counter',), name='session_per_counter'),
        ),
        migrations.AddConstraint(
            model_name='countersession',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('staff',), name='session_per_teller'),
        ),
        migrations.AddConstraint(
            model_name='numberseries',
            constraint=models.UniqueConstraint(fields=('branch', 'day', 'prefix'), name='series_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='simulationrun',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('branch',), name='simulation_one_running'),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['branch', '-id'], name='announcement_newest'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['branch', 'day'], name='visit_branch_day'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(condition=models.Q(('customer__isnull', False), ('status__in', ('arrived', 'triaged', 'waiting', 'in_service'))), fields=('branch', 'customer'), name='visit_open_once'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'returned'))), fields=['branch', 'day', '-goes_first', 'queue_at', 'id'], name='ticket_calling_order'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['branch', 'day', 'issued_at'], name='ticket_day'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'called', 'serving', 'on_hold', 'returned', 'diverted'))), fields=['branch', 'day'], name='ticket_open'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status', 'called')), fields=['miss_due_at'], name='ticket_miss_due'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('long_wait_alerted_at__isnull', True), ('status__in', ('waiting', 'returned'))), fields=['long_wait_at'], name='ticket_long_wait_due'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status', 'on_hold')), fields=['held_at'], name='ticket_held'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['session', 'ended_at'], name='ticket_session'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('branch', 'day', 'number'), name='ticket_number_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('called', 'serving'))), fields=('session',), name='ticket_one_at_a_counter'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('called', 'serving')), _negated=True), ('session__isnull', False), _connector='OR'), name='ticket_at_counter_has_session'),
        ),
    ]
