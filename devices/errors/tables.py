"""What can be wrong with a file as a whole; what is wrong in a row is said beside the row."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


class TableTooLarge(Invalid):
    """More than the register of a branch."""

    code = "table_too_large"
    status = 413
    message = _("At most {rows} rows and {kilobytes} kB at once. Please split the file.")


class TableUnreadable(Invalid):
    """No text, or no table."""

    code = "table_unreadable"
    message = _("This is no CSV file in UTF-8 or GB18030. Save the table as CSV and try again.")


class TableColumns(Invalid):
    """The first line does not name the columns."""

    code = "table_columns"
    message = _("The first line names the columns. Missing: {missing}. Not known: {unknown}.")


class TableHasErrors(Invalid):
    """Nothing is written while a row is wrong and nobody said to take the others."""

    code = "table_has_errors"
    message = _("Some rows are wrong. Correct them, or say that the good rows are to be taken.")
