"""The coefficient of variation of a figure: its standard error over the figure itself.

Of a share √((1 − p)/(p·n)), of a count or a rate 1/√count (R. J. Klein et al., "Healthy People 2010 criteria for data
suppression", Statistical Notes 24, NCHS 2002); of a figure of zero it is not defined.
"""

from longdan.methods.interval import Number


def variation_of_share(share: Number, n: Number) -> Number:
    """`share` above zero of `n`."""
    return ((1 - share) / (share * n)) ** 0.5


def variation_of_count(count: Number) -> Number:
    """`count` above zero."""
    return count**-0.5
