"""Messages to customers, from the approved words to the sender."""

from marketing.domain.messages.writing import cancel, render, send, send_test, send_to

__all__ = ["cancel", "render", "send", "send_test", "send_to"]
