"""The cast at a smart counter, shared with the tests of the sessions themselves."""

from tests.devices.smart.conftest import begin, brought_to, helper, machine, machine2, transfer

__all__ = ["begin", "brought_to", "helper", "machine", "machine2", "transfer"]
