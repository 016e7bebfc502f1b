"""Areas are stored with what became of them."""

from tests.etl.conftest import MakeCountry
from tests.etl.small_country import OLD_TAN_LIEN, OLD_VINH_AN, OLD_VINH_BAO, PETITIONS, TAN_LIEN, VINH_BAO


def test_what_became_of_a_unit_is_stored(make_country: MakeCountry) -> None:
    steps = make_country(PETITIONS).rows("select from_id, to_id, relation from succession order by from_id")
    assert steps == sorted(
        [(OLD_VINH_BAO, VINH_BAO, "whole"), (OLD_VINH_AN, VINH_BAO, "whole"), (OLD_TAN_LIEN, TAN_LIEN, "whole")]
    )
