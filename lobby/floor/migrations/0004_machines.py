import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0007_machines'),
        ('branches', '__first__'),
        ('floor', '0003_lobby_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompetenceRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quality', models.CharField(choices=[('knowledge', 'professional knowledge'), ('communication', 'communication'), ('adaptability', 'adaptability'), ('service_mind', 'service mind')], max_length=16)),
                ('rating', models.PositiveSmallIntegerField()),
                ('evidence', models.CharField(help_text='what was seen or measured', max_length=1000)),
                ('rated_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('branch', models.ForeignKey(help_text='where it was observed', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
                ('rated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rating of competence',
                'verbose_name_plural': 'ratings of competence',
                'ordering': ['-rated_on', '-pk'],
                'indexes': [models.Index(fields=['staff', 'quality', '-rated_on', '-id'], name='competence_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('rating__range', (1, 5))), name='competence_rating_range'), models.CheckConstraint(condition=models.Q(('rated_by', models.F('staff')), _negated=True), name='competence_nobody_rates_self'), models.CheckConstraint(condition=django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length('evidence'), 20), name='competence_evidence')],
            },
        ),
        migrations.CreateModel(
            name='FoundItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('card', 'bank card'), ('document', 'identity document'), ('slip', 'slip or paper'), ('cash', 'cash'), ('phone', 'mobile phone'), ('keys', 'keys'), ('bag', 'bag'), ('other', 'something else')], max_length=10)),
                ('note', models.CharField(blank=True, max_length=120)),
                ('last_four', models.CharField(blank=True, max_length=4, validators=[django.core.validators.RegexValidator('\\A[0-9Xx]{4}\\Z', 'The last four digits.')])),
                ('kept_in', models.CharField(help_text='where it lies', max_length=60)),
                ('status', models.CharField(choices=[('kept', 'kept here'), ('returned', 'given back'), ('handed_on', 'handed on'), ('destroyed', 'destroyed')], default='kept', max_length=10)),
                ('found_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, help_text='how the owner was known, or who has it now', max_length=120)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='found_items', to='branches.branch')),
                ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='branches.device')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='branches.zone')),
            ],
            options={
                'verbose_name': 'found thing',
                'verbose_name_plural': 'found things',
                'indexes': [models.Index(condition=models.Q(('status', 'kept')), fields=['branch', 'found_at'], name='found_kept'), models.Index(condition=models.Q(('status', 'kept'), _negated=True), fields=['branch', '-ended_at'], name='found_ended')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('status', 'kept')), models.Q(models.Q(('status', 'kept'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='found_ended_by'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('handed_on', 'destroyed')), _negated=True), models.Q(('ended_by', models.F('found_by')), _negated=True), _connector='OR'), name='found_ended_by_two')],
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('running', 'running'), ('ended', 'ended')], default='running', max_length=8)),
                ('is_drill', models.BooleanField(default=False)),
                ('scope', models.CharField(choices=[('all', 'all systems'), ('channel', 'one channel'), ('services', 'some services')], max_length=8)),
                ('channel', models.CharField(blank=True, choices=[('counter', 'counter'), ('smart_counter', 'smart counter'), ('vtm', 'video teller machine'), ('self_service', 'self-service'), ('wealth_desk', 'wealth desk')], max_length=20)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('stopped', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('notice', models.CharField(help_text='code of the approved message that screens show', max_length=40)),
                ('since', models.DateTimeField()),
                ('expected_at', models.DateTimeField(blank=True, help_text='when it should be over; empty = not known', null=True)),
                ('declared_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='outages', to='branches.branch')),
                ('declared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('explainer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outage', to='floor.incident')),
            ],
            options={
                'verbose_name': 'outage',
                'verbose_name_plural': 'outages',
                'indexes': [models.Index(fields=['branch', '-since'], name='outage_recent')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'running')), fields=('branch', 'is_drill'), name='outage_one_running'), models.CheckConstraint(condition=models.Q(('status', 'ended'), ('ended_at__isnull', True), _connector='XOR'), name='outage_ended_at'), models.CheckConstraint(condition=models.Q(('scope', 'channel'), ('channel', ''), _connector='XOR'), name='outage_channel_where_one_failed'), models.CheckConstraint(condition=models.Q(('expected_at__isnull', True), ('expected_at__gt', models.F('since')), _connector='OR'), name='outage_expected_after'), models.CheckConstraint(condition=models.Q(('is_drill', False), ('stopped', []), _connector='OR'), name='outage_drill_stops_nothing')],
            },
        ),
        migrations.CreateModel(
            name='QuizAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('answers', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('right', models.PositiveSmallIntegerField()),
                ('asked', models.PositiveSmallIntegerField()),
                ('needed_percent', models.PositiveSmallIntegerField()),
                ('is_passed', models.BooleanField()),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.branch')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='floor.libraryversion')),
            ],
            options={
                'verbose_name': 'answers to questions',
                'verbose_name_plural': 'answers to questions',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('asked__gte', 1), ('right__lte', models.F('asked'))), name='quiz_attempt_right_of_asked'), models.CheckConstraint(condition=models.Q(models.Q(django.db.models.lookups.GreaterThanOrEqual(django.db.models.expressions.CombinedExpression(models.F('right'), '*', models.Value(100)), django.db.models.expressions.CombinedExpression(models.F('asked'), '*', models.F('needed_percent'))), ('is_passed', True)), models.Q(django.db.models.lookups.LessThan(django.db.models.expressions.CombinedExpression(models.F('right'), '*', models.Value(100)), django.db.models.expressions.CombinedExpression(models.F('asked'), '*', models.F('needed_percent'))), ('is_passed', False)), _connector='OR'), name='quiz_attempt_passed_by_share')],
            },
        ),
        migrations.AddField(
            model_name='libraryversion',
            name='quiz_en',
            field=models.TextField(blank=True, max_length=6000),
        ),
        migrations.AddField(
            model_name='libraryversion',
            name='quiz_zh',
            field=models.TextField(blank=True, max_length=4000),
        ),
        migrations.AddField(
            model_name='libraryversion',
            name='valid_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='days for which an acknowledgement holds', null=True),
        ),
        migrations.AlterField(
            model_name='libraryitem',
            name='kind',
            field=models.CharField(choices=[('emergency_card', 'emergency card'), ('first_fix_card', 'first-fix card'), ('note_feature', 'banknote features'), ('order_card', 'card for order in the hall'), ('etiquette', 'etiquette'), ('greeting', 'greeting card'), ('guide', 'guide'), ('script', 'script'), ('tip_card', 'tip card'), ('risk_notice', 'risk notice'), ('notice', 'notice'), ('message_template', 'message template'), ('wall_content', 'wall content'), ('training_card', 'training card'), ('faq', 'common question'), ('wayfinding', 'way in the branch')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='libraryversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quiz_en', ''), ('quiz_zh', '')), models.Q(models.Q(('quiz_zh', ''), _negated=True), models.Q(('quiz_en', ''), _negated=True), ('must_acknowledge', True)), _connector='OR'), name='library_questions_in_both'),
        ),
        migrations.AddConstraint(
            model_name='libraryversion',
            constraint=models.CheckConstraint(condition=models.Q(('valid_days__gte', 1)), name='library_valid_days'),
        ),
    ]
