"""A product in words, in the language spoken now."""

from __future__ import annotations

from studio.control.titles import Text
from studio.core.goods import Product, card_problem
from studio.desk.language import Language, said, spoken


def name_of(product: Product) -> str:
    """Its English name while English is spoken and it has one."""
    return product.name_en if spoken() is Language.ENGLISH and product.name_en else product.name


def problem_of(product: Product) -> tuple[str, str]:
    """(what its card lacks, what to do); empty if it may be shown on air."""
    problem = card_problem(product)
    if problem is None:
        return "", ""
    return said(Text(problem.what_zh, problem.what_en)), said(Text(problem.remedy_zh, problem.remedy_en))
