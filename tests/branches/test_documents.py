"""Documents of a service: rows in order, and the text that became rows."""

from __future__ import annotations

import importlib

import pytest

from lobby.branches.models import DocRequirement
from tests.factories import make_document

migration = importlib.import_module("lobby.branches.migrations.0005_documents")


def test_documents_come_in_order_and_in_the_language_asked_for(cash):
    make_document(cash, "银行卡", "Bank card", position=2)
    make_document(cash, "身份证", "Identity card", position=1)

    assert cash.documents("zh-hans") == ["身份证", "银行卡"]
    assert cash.documents("en") == ["Identity card", "Bank card"]


class OldService:
    """A service as the model was before, one row of it."""

    def __init__(self, row, zh, en):
        self.row, self.documents_zh, self.documents_en = row, zh, en
        self.objects = self

    def exclude(self, **fields):
        return [self]

    def all(self):
        return [self]

    def save(self, update_fields):
        assert update_fields == ["documents_zh", "documents_en"]


class Requirement:
    """Writes rows that hang on the real service."""

    class objects:
        @staticmethod
        def create(service, **fields):
            return DocRequirement.objects.create(service=service.row, **fields)

        @staticmethod
        def filter(service):
            return DocRequirement.objects.filter(service=service.row)


class OldApps:
    def __init__(self, service):
        self.models = {"Service": service, "DocRequirement": Requirement}

    def get_model(self, app, name):
        return self.models[name]


@pytest.mark.parametrize(
    ("zh", "en", "rows"),
    [
        ("身份证\n\n 银行卡 ", "Identity card\nBank card", [("身份证", "Identity card"), ("银行卡", "Bank card")]),
        ("身份证\n银行卡", "Identity card", [("身份证", "Identity card"), ("银行卡", "银行卡")]),
        ("", "Bank card", [("Bank card", "Bank card")]),
    ],
)
def test_lines_of_the_old_text_become_rows_and_back(cash, zh, en, rows):
    service = OldService(cash, zh, en)

    migration.rows_from_text(OldApps(service), None)

    found = list(DocRequirement.objects.values_list("name_zh", "name_en"))
    assert found == rows
    migration.text_from_rows(OldApps(service), None)
    assert service.documents_zh == "\n".join(row[0] for row in rows)
