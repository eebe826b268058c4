"""Pre-review, forms, signatures, pre-fill tokens and cases; triggers keep what was signed as it was signed."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import lobby.customers.encryption
import queueing.models.cases
from django.conf import settings
from django.db import migrations, models


FREEZE = """
CREATE FUNCTION queueing_keep_signed_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'signed' AND (NEW.status, NEW.content, NEW.template_id, NEW.version, NEW.signed_at, NEW.supersedes_id)
        IS DISTINCT FROM (OLD.status, OLD.content, OLD.template_id, OLD.version, OLD.signed_at, OLD.supersedes_id) THEN
        RAISE EXCEPTION 'a signed form is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER queueing_keep_signed_form BEFORE UPDATE ON queueing_forminstance
    FOR EACH ROW EXECUTE FUNCTION queueing_keep_signed_form();
CREATE FUNCTION queueing_keep_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signature is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER queueing_keep_signature BEFORE UPDATE ON queueing_signature
    FOR EACH ROW EXECUTE FUNCTION queueing_keep_signature();
"""
THAW = """
DROP TRIGGER queueing_keep_signature ON queueing_signature;
DROP FUNCTION queueing_keep_signature();
DROP TRIGGER queueing_keep_signed_form ON queueing_forminstance;
DROP FUNCTION queueing_keep_signed_form();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('branches', '0005_documents'),
        ('customers', '0001_initial'),
        ('queueing', '0005_appointments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=60, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=60, verbose_name='English name')),
                ('code', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9_-]{1,20}$', '1 to 20 letters, digits, - or _')])),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('fields', models.JSONField(help_text='lines of the form, as docs/prereview.md describes them')),
                ('needs_signature', models.BooleanField(default=True)),
                ('is_active', models.BooleanField(default=True, help_text='offered for new forms')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='form_templates', to='branches.service')),
            ],
            options={
                'verbose_name': 'form template',
                'verbose_name_plural': 'form templates',
                'ordering': ['service', 'position', 'code', '-version'],
            },
        ),
        migrations.CreateModel(
            name='FormInstance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('complete', 'complete'), ('signed', 'signed')], default='draft', max_length=8)),
                ('content', lobby.customers.encryption.EncryptedText(default='{}', help_text='values by key, as JSON')),
                ('marked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='lines to correct', size=None)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('is_current', models.BooleanField(default=True, help_text='no newer version took its place')),
                ('source', models.CharField(choices=[('phone', 'phone'), ('kiosk', 'kiosk'), ('tablet', 'lobby tablet'), ('counter', 'counter'), ('api', 'API')], max_length=8)),
                ('filled_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.branch')),
                ('supersedes', models.OneToOneField(blank=True, help_text='version before', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='queueing.forminstance')),
                ('ticket', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='queueing.ticket')),
                ('template', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='instances', to='queueing.formtemplate')),
            ],
            options={
                'verbose_name': 'form',
                'verbose_name_plural': 'forms',
                'ordering': ['template__position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PrefillToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='queueing.forminstance')),
                ('ticket', models.ForeignKey(blank=True, help_text='that it was used for', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'pre-fill token',
                'verbose_name_plural': 'pre-fill tokens',
            },
        ),
        migrations.CreateModel(
            name='PreReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_ready', models.BooleanField(default=False, help_text='every required document is present and copied')),
                ('lacking', models.PositiveSmallIntegerField(default=0, help_text='required documents that are not ready')),
                ('by_name', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
                ('by_staff', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.service')),
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='prereview', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'pre-review',
                'verbose_name_plural': 'pre-reviews',
            },
        ),
        migrations.CreateModel(
            name='DocCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('present', 'present'), ('missing', 'missing'), ('invalid', 'invalid')], max_length=8)),
                ('is_copied', models.BooleanField(default=False)),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='branches.docrequirement')),
                ('review', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='queueing.prereview')),
            ],
            options={
                'verbose_name': 'checked document',
                'verbose_name_plural': 'checked documents',
            },
        ),
        migrations.CreateModel(
            name='ServiceCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', lobby.customers.encryption.EncryptedText(help_text='what the customer reads out', max_length=8)),
                ('code_index', models.CharField(editable=False, max_length=64, unique=True)),
                ('page_token', models.CharField(default=queueing.models.cases.new_case_token, max_length=32, unique=True)),
                ('is_bank_wide', models.BooleanField(default=False, help_text='may be continued at any branch')),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('started_at', models.DateTimeField()),
                ('resumed_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField()),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='branches.branch')),
                ('customer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='customers.customer')),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='branches.service')),
                ('ticket', models.ForeignKey(blank=True, help_text='that it goes on with', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='queueing.ticket')),
            ],
            options={
                'verbose_name': 'service case',
                'verbose_name_plural': 'service cases',
            },
        ),
        migrations.AddField(
            model_name='forminstance',
            name='case',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='forms', to='queueing.servicecase'),
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('customer', 'customer'), ('agent', 'agent of the customer')], max_length=8)),
                ('image', lobby.customers.encryption.EncryptedText(help_text='PNG in base64')),
                ('sha256', models.CharField(help_text="over the form's content and the image", max_length=64)),
                ('device', models.CharField(help_text='where it was drawn', max_length=120)),
                ('at', models.DateTimeField()),
                ('form', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='queueing.forminstance')),
            ],
            options={
                'verbose_name': 'signature',
                'verbose_name_plural': 'signatures',
            },
        ),
        migrations.AddConstraint(
            model_name='formtemplate',
            constraint=models.UniqueConstraint(fields=('service', 'code', 'version'), name='formtemplate_version_once'),
        ),
        migrations.AddConstraint(
            model_name='formtemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('service', 'code'), name='formtemplate_one_active'),
        ),
        migrations.AddConstraint(
            model_name='prereview',
            constraint=models.CheckConstraint(condition=models.Q(('is_ready', False), ('lacking', 0), _connector='OR'), name='prereview_ready_lacks_nothing'),
        ),
        migrations.AddConstraint(
            model_name='doccheck',
            constraint=models.UniqueConstraint(fields=('review', 'requirement'), name='doccheck_once'),
        ),
        migrations.AddConstraint(
            model_name='forminstance',
            constraint=models.CheckConstraint(condition=models.Q(('ticket__isnull', False), ('case__isnull', False), _connector='OR'), name='form_hangs_on_something'),
        ),
        migrations.AddConstraint(
            model_name='forminstance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('status', 'signed')), models.Q(models.Q(('status', 'signed'), _negated=True), ('signed_at__isnull', True)), _connector='OR'), name='form_signed_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='forminstance',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('ticket', 'template'), name='form_once_on_a_ticket'),
        ),
        migrations.AddConstraint(
            model_name='forminstance',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('case', 'template'), name='form_once_on_a_case'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('form', 'role'), name='signature_once_a_role'),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
