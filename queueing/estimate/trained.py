"""The estimators in force, kept in this process: a branch's model is read once for each version it has."""

from __future__ import annotations

import functools
import io
import threading
from collections import OrderedDict

import numpy as np
import structlog

from queueing.estimate.engine import Estimator
from queueing.models import WaitModel

# A process works for few branches at a time; a model is some hundred kilobytes.
KEPT = 256

log = structlog.get_logger(__name__)
_kept: OrderedDict[int, tuple[int, Estimator]] = OrderedDict()
_lock = threading.Lock()


@functools.cache
def untrained() -> Estimator:
    """The estimator of every branch without a model, made once in a process."""
    return Estimator.untrained()


def estimator_of(branch_id: int, version: int) -> Estimator:
    """The branch's estimator of a version (no query; 1 when the version is new to this process). 0 is untrained."""
    if version == 0:
        return untrained()
    with _lock:
        kept = _kept.get(branch_id)
        if kept is not None and kept[0] == version:
            _kept.move_to_end(branch_id)
            return kept[1]
    estimator = loaded(branch_id)
    with _lock:
        _kept[branch_id] = (version, estimator)
        _kept.move_to_end(branch_id)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return estimator


def loaded(branch_id: int) -> Estimator:
    """Read the model in force (1 query); the untrained one where there is none, or none that this release reads."""
    found = WaitModel.objects.filter(branch=branch_id).values_list("arrays", flat=True).first()
    if found is None:
        return untrained()
    try:
        return unpacked(bytes(found))
    except ValueError as error:
        log.warning("wait_model_unreadable", branch_id=branch_id, error=str(error))
        return untrained()


def packed(estimator: Estimator) -> bytes:
    """An estimator as bytes for the table."""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **estimator.to_arrays())
    return file.getvalue()


def unpacked(data: bytes) -> Estimator:
    """An estimator from the table's bytes; nothing pickled is read. Raises ValueError."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Estimator.from_arrays({name: arrays[name] for name in arrays.files})
