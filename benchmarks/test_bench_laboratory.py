"""A tick of the first page's laboratory, as it plays: an epoch of 49 networks on 250 points, and the pictures."""

import pytest

from nnbook.laboratory.panel import Laboratory


@pytest.mark.benchmark(group="laboratory: a tick, with the pictures whose turn it is")
@pytest.mark.parametrize(
    "hidden", [(4, 2), (8, 8), (8, 8, 8, 8)], ids=lambda hidden: "-".join(map(str, hidden))
)
def test_ticks(benchmark, hidden):
    laboratory = Laboratory(hidden=hidden)
    laboratory.ticks.going = True
    benchmark.extra_info["what"] = f"49 networks 2-{'-'.join(map(str, hidden))}-1"

    def tick():
        laboratory.experiment.advance()
        laboratory.draw()

    benchmark.pedantic(tick, rounds=120, warmup_rounds=8)
