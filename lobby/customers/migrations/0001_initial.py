

import django.db.models.deletion
import lobby.customers.encryption
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('branches', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', lobby.customers.encryption.EncryptedText(max_length=60)),
                ('reference', lobby.customers.encryption.EncryptedText(blank=True, max_length=40)),
                ('reference_index', models.CharField(blank=True, editable=False, max_length=64)),
                ('tier', models.CharField(choices=[('standard', 'standard'), ('gold', 'gold'), ('vip', 'VIP')], default='standard', max_length=10)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('prefers_counter', models.BooleanField(default=False)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('consent_service_at', models.DateTimeField(blank=True, null=True)),
                ('consent_marketing_at', models.DateTimeField(blank=True, null=True)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='branches.branch')),
            ],
            options={
                'verbose_name': 'customer',
                'verbose_name_plural': 'customers',
                'constraints': [models.UniqueConstraint(condition=models.Q(('reference_index', ''), _negated=True), fields=('branch', 'reference_index'), name='customer_once_in_branch')],
            },
        ),
    ]
