"""A handful of real units, found by level, parent and name as the areas of a build are."""

from datetime import date

from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name

HAI_PHONG, LAM_DONG = "31@2025-07-01", "68@1900-01-01"
VINH_BAO, NGUYEN_BINH_KHIEM = "11824@2025-07-01", "11911@2025-07-01"
VINH_HOA = "11848@2025-07-01"
DISTRICT_VINH_BAO, OLD_HAI_PHONG = "316@1900-01-01", "31@1900-01-01"
HOA_BINH = "11890@1900-01-01"
REFORM = date(2025, 7, 1)

_UNITS = [  # level, name, id, parent
    ("province", "thành phố Hải Phòng", HAI_PHONG, None),
    ("province", "thành phố Hải Phòng", OLD_HAI_PHONG, None),
    ("province", "tỉnh Lâm Đồng", LAM_DONG, None),
    ("commune", "xã Vĩnh Bảo", VINH_BAO, HAI_PHONG),
    ("commune", "xã Nguyễn Bỉnh Khiêm", NGUYEN_BINH_KHIEM, HAI_PHONG),
    ("commune", "xã Vĩnh Hòa", VINH_HOA, HAI_PHONG),
    ("district", "huyện Vĩnh Bảo", DISTRICT_VINH_BAO, OLD_HAI_PHONG),
    ("commune", "xã Hòa Bình", HOA_BINH, DISTRICT_VINH_BAO),
]


class Gazetteer:
    """Finds a unit with or without the word of its kind, among those valid on a day."""

    def find(self, text: str, *, level: str | None, within: str | None, on: date | None) -> str:
        found = [
            area_id
            for unit_level, name, area_id, parent in _UNITS
            if unit_level == level
            and (within is None or parent == within)
            and (area_id.endswith("2025-07-01") == (on is None or on >= REFORM) or area_id == LAM_DONG)
            and fold_name(text) in (fold_name(name), fold_name(name).removeprefix("thanh pho ").removeprefix("xa "))
        ]
        if len(found) != 1:
            raise FaultError(Fault("forms.unit", found=text))
        return found[0]
