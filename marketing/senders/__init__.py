"""How messages leave: an SMTP server, the bank's gateway, or a file."""

from marketing.senders.parcels import DeliveryFailed, Parcel, Sender, sender_of

__all__ = ["DeliveryFailed", "Parcel", "Sender", "sender_of"]
