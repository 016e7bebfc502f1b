"""Places alike: of one kind, in thirds by population and density, at round numbers."""

from pathlib import Path

from etl.statistics.peers import write_peers
from tests.etl.statistics.crowd import make_crowd


def test_each_kind_is_divided_where_the_thirds_are_large_enough(tmp_path: Path) -> None:
    crowd = make_crowd(
        tmp_path, size=240
    )  # 120 communes and 120 wards: three thirds of 40 each, too few to divide again
    write_peers(crowd.connection)
    groups = crowd.connection.sql("from stored.peer_group where level = 'commune' order by group_no").pl()
    assert groups["kind"].to_list() == ["commune"] * 3 + ["ward"] * 3
    assert groups["population_from"].to_list()[:3] == [None, 51_000, 90_000]
    assert groups["population_to"].to_list()[:3] == [51_000, 90_000, None]
    assert groups["density_from"].null_count() == groups.height
    assert groups["area_count"].sum() == 240


def test_every_place_is_where_the_limits_say(tmp_path: Path) -> None:
    crowd = make_crowd(tmp_path, size=240)
    write_peers(crowd.connection)
    ((wrong, placed),) = crowd.connection.execute(
        """
        select count(*) filter (not (a.kind = p.kind and a.population >= coalesce(p.population_from, 0)
                                     and a.population < coalesce(p.population_to, 1e9))), count(*)
        from peer p join stored.area a using (area_id) where p.level = 'commune'
        """
    ).fetchall()
    assert (wrong, placed) == (0, 240)


def test_a_small_kind_stays_whole_and_a_place_of_unknown_size_has_no_peers(tmp_path: Path) -> None:
    crowd = make_crowd(tmp_path, size=50)
    crowd.connection.execute("update stored.area set area_km2 = 0 where area_no = 3")
    write_peers(crowd.connection)
    groups = crowd.connection.execute(
        "select kind, area_count from stored.peer_group where level = 'commune' order by kind"
    )
    assert groups.fetchall() == [("commune", 25), ("ward", 24)]
    assert crowd.connection.execute("select count(*) from stored.peer where area_no = 3").fetchall() == [(0,)]


def test_without_places_there_are_no_groups(tmp_path: Path) -> None:
    crowd = make_crowd(tmp_path, size=0)
    crowd.connection.execute("delete from stored.area where level = 'province'")
    write_peers(crowd.connection)
    assert crowd.connection.execute("select count(*) from stored.peer_group").fetchall() == [(0,)]
