import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import lobby.customers.encryption
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0006_lobby_day'),
        ('customers', '0002_owner'),
        ('queueing', '0009_forms_before_the_visit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CareAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('apologised', 'apologised'), ('explained', 'explained the cause'), ('water', 'brought water'), ('reading', 'brought reading')], max_length=12)),
                ('at', models.DateTimeField()),
                ('quiet_until', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by_staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_actions', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'act of care',
                'verbose_name_plural': 'acts of care',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EarlyWarning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signals', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('long_wait', 'long wait'), ('rework', 'sent back'), ('upset', 'upset')], max_length=10), size=None)),
                ('raised_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('forget_at', models.DateTimeField()),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='warning', to='queueing.visit')),
            ],
            options={
                'verbose_name': 'early warning',
                'verbose_name_plural': 'early warnings',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['branch'], name='warning_open'), models.Index(fields=['forget_at'], name='warning_forget')],
            },
        ),
        migrations.CreateModel(
            name='SupportRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(choices=[('counter', 'counter duty'), ('entrance', 'entrance post'), ('lobby', 'lobby duty')], default='counter', max_length=10)),
                ('skill', models.CharField(blank=True, help_text='service that the helper must master', max_length=20)),
                ('people', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('reason', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='support_requests', to='branches.branch')),
            ],
            options={
                'verbose_name': 'request for support',
                'verbose_name_plural': 'requests for support',
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['branch'], name='support_request_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='support_request_says_why'), models.CheckConstraint(condition=models.Q(('people__range', (1, 5))), name='support_request_people'), models.CheckConstraint(condition=models.Q(('skill', ''), ('post', 'counter'), _connector='OR'), name='support_request_skill_of_counter')],
            },
        ),
        migrations.CreateModel(
            name='ThroughputWatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sampled_at', models.DateTimeField(blank=True, null=True)),
                ('branch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='throughput_watch', to='branches.branch')),
            ],
            options={
                'verbose_name': 'throughput watch',
                'verbose_name_plural': 'throughput watches',
            },
        ),
        migrations.CreateModel(
            name='UpsetFlag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('flagged_at', models.DateTimeField()),
                ('hosted_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('forget_at', models.DateTimeField()),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
                ('flagged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='queueing.room')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='upset', to='queueing.visit')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='branches.zone')),
            ],
            options={
                'verbose_name': 'call for a host',
                'verbose_name_plural': 'calls for a host',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['branch'], name='upset_open'), models.Index(fields=['forget_at'], name='upset_forget')],
            },
        ),
        migrations.CreateModel(
            name='VisitNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', lobby.customers.encryption.EncryptedText(blank=True, max_length=300)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('family', 'family event'), ('home', 'home or moving'), ('study', 'study'), ('retirement', 'retirement'), ('business', 'own business'), ('travel', 'travel'), ('savings', 'savings'), ('wealth', 'wealth products'), ('loan', 'loan'), ('card', 'cards'), ('digital', 'mobile bank')], max_length=12), blank=True, default=list, size=None)),
                ('has_consent', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('forget_at', models.DateTimeField(blank=True, null=True)),
                ('by_staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quick_notes', to='queueing.visit')),
            ],
            options={
                'verbose_name': 'quick note',
                'verbose_name_plural': 'quick notes',
                'ordering': ['at', 'id'],
                'indexes': [models.Index(condition=models.Q(('forget_at__isnull', False)), fields=['forget_at'], name='visit_note_forget')],
                'constraints': [models.CheckConstraint(condition=models.Q(('has_consent', True), ('forget_at__isnull', False), _connector='XOR'), name='note_kept_only_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='VisitStage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pre_review', 'pre-review'), ('core', 'core business'), ('follow_up', 'follow-up')], max_length=12)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='queueing.visit')),
            ],
            options={
                'verbose_name': 'stage of a visit',
                'verbose_name_plural': 'stages of visits',
                'ordering': ['began_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('visit',), name='stage_one_owner_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='stage_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='WindowHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='business day')),
                ('hour', models.PositiveSmallIntegerField(help_text="on the branch's wall clock")),
                ('starts_at', models.DateTimeField()),
                ('served', models.PositiveIntegerField(default=0)),
                ('open_s', models.PositiveIntegerField(default=0)),
                ('covered_s', models.PositiveIntegerField(default=0)),
                ('usual', models.FloatField(blank=True, null=True)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
            ],
            options={
                'verbose_name': 'window hour',
                'verbose_name_plural': 'window hours',
                'indexes': [models.Index(fields=['branch', 'day', 'hour'], name='window_hour_of_day')],
                'constraints': [models.UniqueConstraint(fields=('branch', 'starts_at'), name='window_hour_once')],
            },
        ),
        migrations.AddField(
            model_name='helper',
            name='is_called_off_duty',
            field=models.BooleanField(default=False, help_text='may also be asked when not on the roster now'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='companion_alerted_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='companion_due_at',
            field=models.DateTimeField(blank=True, help_text='by when a complex ticket has a companion; empty = needs none, or it was told', null=True),
        ),
        migrations.AddField(
            model_name='ticket',
            name='could_have_been_self_service',
            field=models.BooleanField(blank=True, help_text='a machine that can do it was free when the counter began (S013)', null=True),
        ),
        migrations.AddField(
            model_name='visit',
            name='companion',
            field=models.ForeignKey(blank=True, help_text='who goes along from start to end (S209)', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='supportcall',
            name='task',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='queueing.peaktask'),
        ),
        migrations.AddField(
            model_name='supportcall',
            name='request',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='queueing.supportrequest'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('companion_due_at__isnull', False), ('status__in', ('waiting', 'returned'))), fields=['companion_due_at'], name='ticket_companion_due'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('return_count__gt', 0), ('status__in', ('waiting', 'called', 'serving', 'on_hold', 'returned', 'diverted'))), fields=['visit'], name='ticket_reworked'),
        ),
        migrations.AddConstraint(
            model_name='supportcall',
            constraint=models.CheckConstraint(condition=models.Q(('task__isnull', True), ('request__isnull', True), _connector='XOR'), name='support_for_one_thing'),
        ),
    ]
