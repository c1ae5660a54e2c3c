"""Numbers in a sentence, as people write them."""

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value, digits=2):
    """A number, rounded to so many digits: 40 and 0.4, and a power of ten where it is below 0.0001 or from a million on.

    >>> [number(value, 1) for value in (0, 0.42, 38.2, 6.1e-17, 1e-9, -2e6)]
    ['0', '0.4', '40', '6·10⁻¹⁷', '10⁻⁹', '−2·10⁶']
    """
    text = f"{float(f'{value:.{digits}g}'):g}"
    mantissa, e, exponent = text.partition("e")
    if e:
        text = f"{mantissa}·10".removeprefix("1·") + str(int(exponent)).translate(SUPERSCRIPTS)
    return text.replace("-", "−")
