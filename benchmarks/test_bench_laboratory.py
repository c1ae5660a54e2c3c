"""A tick of the first page's laboratory, as it plays: an epoch of 49 networks on 250 points, and the pictures."""

import pytest

from nnbook.laboratory.panel import PICTURES, Laboratory

CYCLE = max(ticks for _, _, ticks in PICTURES.values())  # so many ticks draw each picture at least once


@pytest.mark.benchmark(group="laboratory: four ticks, each picture drawn when its turn is")
@pytest.mark.parametrize(
    "hidden", [(4, 2), (8, 8), (8, 8, 8, 8)], ids=lambda hidden: "-".join(map(str, hidden))
)
def test_ticks(benchmark, hidden):
    laboratory = Laboratory(hidden=hidden)
    laboratory._playing = True
    benchmark.extra_info["what"] = f"49 networks 2-{'-'.join(map(str, hidden))}-1"

    def four():
        for _ in range(CYCLE):
            laboratory._ticks += 1
            laboratory.experiment.advance()
            laboratory.draw()

    benchmark.pedantic(four, rounds=30, warmup_rounds=2)
