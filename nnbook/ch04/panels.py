"""Chapter 4: the same claims from 3 starts to 10,000; the first three are the document's."""

from nnbook.ch04.results import START_SEEDS, ahead_and_behind, all_pairs, trained
from nnlib.live import Panel
from nnlib.population import wilson_interval
from nnlib.show import picture
from nnlib.show.controls import steps
from nnlib.show.language import translated

HOW_MANY = [3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 10000]
CLAIMS = {
    "stop": translated("stops earlier"),
    "loss": translated("lower loss"),
    "reaches": translated("80% earlier"),
}


def ten_thousand(own_shuffles, again=False):
    """For each claim, whether it is true of each of 10,000 pairs: a dict of booleans, and the results.

    own_shuffles: whether each pair has an order of its own. again: train them now, instead of reading what they gave
    when the book was made (there the losses are rounded to 1/2,000).
    """
    results = trained(START_SEEDS, own_shuffles) if again else all_pairs(own_shuffles)
    return {claim: is_true(claim, results) for claim in CLAIMS}, results


def is_true(claim, results):
    """Of which pairs a claim is true."""
    return ahead_and_behind(claim, results)[0]


def draw_shares(figure, n):
    """The shares of the first n starts for which each claim is true, with Wilson's interval, and for which its
    contrary is, in both designs.
    """
    (axes,) = picture.panes(figure, 1)
    one = translated("one order for all"), False, "#0072B2", "o"
    each = translated("an order for each pair"), True, "#D55E00", "s"
    numbers = {"n": n}
    for design, (label, own, color, shape) in enumerate([one, each]):
        results = all_pairs(own)
        for row, (claim, words) in enumerate(CLAIMS.items()):
            k, behind = (int(of[:n].sum()) for of in ahead_and_behind(claim, results))
            height = len(CLAIMS) - 1 - row + 0.15 - 0.3 * design
            ends, bar = wilson_interval(k, n), {"color": color, "linewidth": 3, "label": "_"}
            names = {"design": label, "claim": words}
            name = translated("{design}, {claim}").format(**names)
            picture.curve(axes, name, ends, [height, height], **bar)
            dot = {"marker": shape, "linestyle": "", "color": color, "markersize": 8}
            dot["label"] = label if row == 0 else "_"
            name = translated("{design}, {claim}, share").format(**names)
            picture.curve(axes, name, k / n, height, **dot)
            hollow = dot | {"markerfacecolor": "white", "label": "_"}
            name = translated("{design}, {claim}, contrary").format(**names)
            picture.curve(axes, name, behind / n, height, **hollow)
            if claim == "stop":
                of_it = {"k": k, "low": 100 * ends[0], "high": 100 * ends[1], "behind": behind}
                numbers |= {f"own_{key}": number for key, number in of_it.items()} if own else of_it
    picture.curve(axes, translated("half"), [0.5, 0.5], [-0.5, 2.5], color="black", linewidth=1, label="_")
    picture.settle(
        axes, xlim=(-0.02, 1.02), ylim=(-0.5, 2.5), xlabel=translated("share of the random starts")
    )
    picture.settle(axes, yticks=[2, 1, 0], yticklabels=list(CLAIMS.values()))
    picture.legend(axes)
    said = translated(
        "The random start stops earlier in {k} of {n} ({low:.0f}% to {high:.0f}%) "
        "and later in {behind}, with one order for all (blue); "
        "earlier in {own_k} of {n} ({own_low:.0f}% to {own_high:.0f}%) "
        "and later in {own_behind}, with an order for each pair (orange)."
    )
    return said.format(**numbers)


def how_many_starts(**values):
    """Chapter 4: the share for which a claim is true, by the number of starts."""
    return Panel(
        draw_shares,
        name="how-many-starts",
        values=values,
        size=(5, 3.5),
        n=steps(translated("starts"), HOW_MANY),
    )
