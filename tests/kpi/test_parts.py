"""Parts add up, and give nothing where there is nothing."""

from __future__ import annotations

from collections import Counter

from lobby.kpi.parts import Parts, added


def test_nothing_has_neither_mean_nor_median():
    assert (Parts().mean, Parts().median) == (None, None)


def test_mean_of_a_sum_weighs_every_row_alike():
    morning, noon = Parts(1, 60.0), Parts(3, 600.0)

    assert (morning + noon).mean == 165.0


def test_median_of_a_sum_is_that_of_all_rows():
    morning = Parts(2, 0.0, Counter({1: 1, 2: 1}))
    noon = Parts(3, 0.0, Counter({2: 1, 9: 2}))

    assert (morning.median, noon.median, (morning + noon).median) == (9.0, 54.0, 12.0)


def test_nothing_added_is_nothing():
    assert added([]) == Parts()
