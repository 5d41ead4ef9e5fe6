"""Quantities in Chinese and English text as exact values, so that 5900亿元 and RMB 590 billion can be compared."""

from generator.language.chinese_quantities import chinese_quantities
from generator.language.english_quantities import MONTHS, english_quantities
from generator.language.quantity import Kind, Quantity, digits_of, lowest_unit

__all__ = ["MONTHS", "Kind", "Quantity", "chinese_quantities", "digits_of", "english_quantities", "lowest_unit"]
