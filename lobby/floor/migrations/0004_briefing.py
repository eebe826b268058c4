from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('floor', '0004_checks'),
        ('floor', '0004_day'),
    ]

    operations = []
