"""One line of JSON for each log record, request id included, secrets of addresses left out."""

import re

import structlog

# Addresses that are themselves a secret: a device's pairing key, the token of a customer's page, the code of a case.
SECRETS = re.compile(
    r"(?<=[?&]key=)[^&\s\"]+|(?<=[?&]token=)[^&\s\"]+"
    r"|(?<=/[tac]/)[\w-]{16,}|(?<=/tickets/)[\w-]{16,}|(?<=/api/v1/cases/)[\w-]+"
)


def hide_secrets(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace the secret part of every address in a record."""
    return {name: SECRETS.sub("…", value) if isinstance(value, str) else value for name, value in event.items()}


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter named in `LOGGING`."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            hide_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
