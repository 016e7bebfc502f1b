"""The sample build for the tests of cards, sentences and charts."""

from tests.warehouse.questions.conftest import cursor

__all__ = ["cursor"]
