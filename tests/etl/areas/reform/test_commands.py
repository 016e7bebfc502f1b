"""The commands `reform` and `overlaps` as people call them."""

import pytest

from etl.__main__ import main
from tests.etl.areas.reform.conftest import SHARED


def run(capsys, tmp_path, *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments, "--builds", str(tmp_path)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_country_is_printed_with_a_line_per_province(capsys, tmp_path):
    code, out, _ = run(capsys, tmp_path, "reform", "--lang", "en")
    assert code == 0
    assert out.startswith("Việt Nam: 3,321 communes")
    assert sum("\t" in line for line in out.splitlines()) == 1 + 34


def test_one_province_lists_its_communes_without_an_exact_past(capsys, tmp_path):
    code, out, _ = run(capsys, tmp_path, "reform", "--province", "24")
    assert code == 0
    assert out.startswith("Tỉnh Bắc Ninh: 99 xã")
    code, out, _ = run(capsys, tmp_path, "reform", "--province", "31", "--lang", "en")
    assert "Xã Kim Thành: none; got a part of Xã Hòa Bình" in out


def test_an_unknown_province_is_a_fault(capsys, tmp_path):
    code, _, err = run(capsys, tmp_path, "reform", "--province", "99")
    assert code == 1
    assert "99" in err


def test_a_disagreement_without_a_resolution_fails_the_command(capsys, tmp_path):
    path = tmp_path / "texts.csv"
    path.write_text("tentinh,loai,tenhc,truocsapnhap\ntỉnh Cà Mau,xã,Đất Mũi,Không sáp nhập\n", encoding="utf-8")
    code, out, _ = run(capsys, tmp_path, "reform", "--texts", str(path))
    assert code == 1
    assert "chưa kết luận" in out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_texts_and_borders_are_compared(capsys, tmp_path, language):
    if not SHARED.exists():
        pytest.skip(f"the shared files are not beside the checkout ({SHARED})")
    texts, borders = SHARED / "units/commune_mergers_2025.csv", SHARED / "boundaries"
    code, out, _ = run(capsys, tmp_path, "reform", "--lang", language, "--texts", str(texts))
    assert (code, "Trường bắn TB1" in out) == (0, True)
    weights = tmp_path / "weights.csv"
    old, new = borders / "districts_2024.gpkg", borders / "communes_2025.gpkg"
    code, out, _ = run(
        capsys,
        tmp_path,
        *("overlaps", "--lang", language, "--old", str(old), "--new", str(new)),
        *("--old-on", "2024-01-01", "--weights", str(weights)),
    )
    assert (code, "Thành phố Móng Cái" in out) == (0, True)
    assert weights.read_text(encoding="utf-8").startswith("old_id,new_id,old_share,new_share,km2\n")
