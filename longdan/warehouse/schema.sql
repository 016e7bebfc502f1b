-- The warehouse: the data dictionary of both files of a build, facts.duckdb and published.duckdb.
--
-- Keys are small integers inside `stored`; everything outside reads the views of `main`, whose names are the contract.
-- A key lives for one build only; the text ids (area_id, period_id, indicator_id, …) never change: they are in addresses.

create schema stored;

create type level as enum ('country', 'province', 'district', 'commune');
create type scope as enum ('own', 'subordinates', 'total');
create type edition as enum ('reported', 'pre_2025_07', 'current');
create type qualifier as enum ('=', '>', '<', '~');
create type status as enum (
    'reported',        -- a figure was given
    'nil',             -- reported as none ("không phát sinh"): value 0
    'not_reported',    -- expected and absent: value null
    'suppressed',      -- withheld by disclosure control: value, base and interval null; of some a class is told (class_high)
    'not_applicable',  -- the area did not exist in the period, or the form has no such column
    'unpublished',     -- a survey was held, its result not published
    'partial_period'   -- the area was born or ended inside the period: never compared with a full one
);
create type derivation as enum ('reported', 'summed', 'differenced', 'ratio', 'rebased_exact', 'rebased_apportioned');
create type origin as enum ('official', 'press', 'user', 'simulated');
create type exact as decimal(38, 10);  -- what figures are added up as: the sum is the same in whatever order threads add

-- ── Areas ────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One row per unit and stretch of validity. A change of extent, name or kind starts a new row (see `succession`).
create table stored.area (
    area_no     usmallint primary key,
    area_id     varchar not null unique,   -- code@valid_from, e.g. 11842@2025-07-01; the country is VN@1900-01-01
    code        varchar not null,          -- official: 2 digits province, 3 district, 5 commune; never a key alone
    level       level not null,
    kind        varchar not null,          -- country | city | province | urban_district | rural_district | town | provincial_city | commune | ward | township | special_zone
    name        varchar not null,          -- with its kind: Phường Móng Cái 1
    short_name  varchar not null,          -- without it: Móng Cái 1
    name_en     varchar not null,
    folded_name varchar not null,          -- longdan.language.names.fold_name(name), for search
    parent_no   usmallint,                 -- null for the country
    ground_no   usmallint not null,        -- the newest row of this unit on the same ground: itself, or what it was renamed or moved to
    is_continued boolean not null default false, -- an earlier row covers the same ground: renamed or moved, not born
    former_district_no usmallint,          -- of a commune since 07/2025: the old district most of it lay in; null otherwise
    valid_from  date not null,             -- 1900-01-01 where not known
    valid_to    date,                      -- last day; null while in force
    is_start_known boolean not null,
    latitude    double, longitude double,  -- centre, WGS 84
    area_km2    double, population integer, population_on date
);

create table stored.succession (
    from_no usmallint not null, to_no usmallint not null,
    effective_on date not null,            -- first day of the successor
    relation varchar not null,             -- whole: all of `from` went there; part: some of it
    share double,                          -- of `from` that went to `to`, 0–1; null where not known
    share_basis varchar,                   -- whole | population | area | equal | null
    source_id varchar not null,
    primary key (from_no, to_no, effective_on)
);

-- What a unit is made of on the other side of a change: of an edition, one row per unit and part of it. A unit without rows here
-- is the same in both, or has no counterpart. Of the parts, those in force on the last day of a period are all of the unit then: all
-- their weights known: its figures of that period can be converted; any unknown: they cannot.
create table stored.conversion (
    edition edition not null,              -- current: today's units out of earlier ones; pre_2025_07: those of 30/06/2025 out of today's
    to_no usmallint not null, from_no usmallint not null, -- rows of stored.area
    weight double,                         -- how much of `from` lies in `to`, 0–1; null where not known
    basis varchar,                         -- whole | official | population | area | null
    source_id varchar not null,
    primary key (edition, to_no, from_no)
);

create table stored.body (
    body_no uinteger primary key,
    body_id varchar not null unique,       -- area_id/kind, and /folded name for departments and organisations
    area_no usmallint not null,
    kind    varchar not null,              -- party_committee | peoples_committee | peoples_council | fatherland_front | mass_organisation | department | office
    name    varchar not null
);

-- Map geometry in static/, fetched once by the browser.
create table stored.geometry (
    edition edition not null, level level not null,
    path varchar not null,                 -- below static/
    feature_count integer not null,
    is_approximate boolean not null,       -- cells around centres, not boundaries
    source_id varchar not null,
    area_ids varchar[] not null,           -- in the order of the features: what a map's values follow
    primary key (edition, level)
);

-- ── Time, sources, loads ─────────────────────────────────────────────────────────────────────────────────────────────
create table stored.period (
    period_no usmallint primary key,
    period_id varchar not null unique,     -- type.calendar.start.end
    type varchar not null, calendar varchar not null, start_on date not null, end_on date not null,
    is_cumulative boolean not null,
    label_vi varchar not null, label_en varchar not null
);

create table source (
    source_id varchar primary key, title_vi varchar not null, title_en varchar not null,
    publisher varchar, address varchar, licence varchar, published_on date, retrieved_on date,
    quote varchar,                         -- the sentence a press figure was read from
    correction varchar                     -- what in it is wrong, and what we hold instead
);

-- One row per accepted file (or tidied frame, for simulated data). An old load stays when a later one replaces it.
create table load (
    load_id integer primary key,
    file_name varchar not null, sha256 varchar not null, kind varchar not null,
    origin origin not null, source_id varchar,
    received_on date not null, signed_on date, replaces integer,
    accepted_count integer not null, rejected_count integer not null, is_superseded boolean not null,
    take_in varchar not null               -- the same for files of one day that came together: none of them is the later
);

-- One row per report in a file: what a later one replaces as a whole.
create table report (
    report_id integer primary key, load_id integer not null, sheet varchar not null, form varchar not null,
    area_id varchar, body_id varchar, scope scope, period_id varchar, survey_id varchar, signed_on date,
    is_partial boolean not null, superseded_by integer
);

-- A refused row, kept whole. In published.duckdb `found` is null.
create table rejected_row (
    load_id integer not null, sheet varchar not null, row integer, column_name varchar, code varchar not null,
    found varchar, what_vi varchar not null, what_en varchar not null,
    expected_vi varchar not null, expected_en varchar not null, next_vi varchar not null, next_en varchar not null,
    is_warning boolean not null            -- told, not refused
);

-- What the build noticed across files, e.g. a province's own total beside the sum of its communes.
create table finding (
    code varchar not null, area_id varchar, period_id varchar, indicator_id varchar,
    message_vi varchar not null, message_en varchar not null
);

create table build_info (key varchar primary key, value varchar not null);

-- ── What a file says ─────────────────────────────────────────────────────────────────────────────────────────────────
-- One row per cell. Only in facts.duckdb.
create table stored.measure (
    report_id integer not null, cell varchar, form_no utinyint not null, column_no varchar not null,
    area_no usmallint not null, body_no uinteger, scope scope not null,
    period_no usmallint not null, covered_from date, covered_to date,
    breakdown varchar, category varchar, survey_id varchar,
    value double, qualifier qualifier not null, status status not null
);
create table stored.form (form_no utinyint primary key, form varchar not null unique);

-- ── What we make of it ───────────────────────────────────────────────────────────────────────────────────────────────
create table stored.indicator (
    indicator_no usmallint primary key,
    indicator_id varchar not null unique,
    topic varchar not null,                -- survey | dialogue | reception | petitions | grievances | oversight
    position integer not null,             -- order inside the topic
    title_vi varchar not null, title_en varchar not null,
    unit varchar not null,                 -- share | score | count units (visit, person, case, petition, event, opinion, …) | day | million_vnd | m2 | per_1000
    decimals utinyint not null,
    direction varchar not null,            -- higher_is_better | lower_is_better | neutral
    aggregation varchar not null,          -- sum | ratio_of_sums | pooled | population_weighted | none
    apportion varchar not null,            -- the weakest weights by which a divided unit's figure may be shared out:
                                           -- population (or official ones) | area (else by area) | never
    numerator_vi varchar, numerator_en varchar, denominator_vi varchar, denominator_en varchar,
    definition_vi varchar not null, definition_en varchar not null,
    caveat_vi varchar, caveat_en varchar,
    legal_basis varchar,
    comparability_vi varchar, comparability_en varchar,
    disclosure varchar not null,           -- open | survey | denunciation | linked (a total from which denunciations could be computed)
    scale_min double, scale_max double,    -- of scores
    is_headline boolean not null default false, -- a card on the first page
    is_flow boolean not null default false      -- counted from zero in each period: 6 months less Q1 is Q2
);

-- Key: every column up to `form`. `numerator` and `denominator` are null where a source gives only the value.
create table stored.observation (
    indicator_no usmallint not null, period_no usmallint not null, area_no usmallint not null,
    body_no uinteger,                      -- null: the whole area; else one body's own desk or one rated body
    survey_id varchar,
    edition edition not null, scope scope not null,
    breakdown varchar, category varchar, subgroup_by varchar, subgroup varchar,
    origin origin not null, form varchar not null,
    numerator double, denominator double, value double,
    sample_size integer, ci_low double, ci_high double,
    design_effect double,                  -- of a survey's share: its variance over that of a simple random sample; null for 1, and elsewhere
    qualifier qualifier not null, status status not null, derivation derivation not null,
    reporting_units usmallint, expected_units usmallint,
    source_id varchar,
    series varchar,                        -- of the indicator's form: one line joins only observations with the same word
    class_high utinyint                    -- only of a withheld count: it is from 0 to this; null where no class is told
);

-- One row per indicator, period, ground and whether it is simulated. The area as such before one of its bodies, its total
-- before a part, as reported before re-based, the larger survey before the smaller. In published.duckdb these rows have left
-- `stored.observation`, and lie sorted as lines are read: by indicator, ground, period. In facts.duckdb it is empty.
create table stored.area_total (
    indicator_no usmallint not null, period_no usmallint not null, ground_no usmallint not null, is_simulated boolean not null,
    area_no usmallint not null,            -- the row of the unit that reported
    body_no uinteger, survey_id varchar, edition edition not null, scope scope not null, origin origin not null, form varchar not null,
    numerator double, denominator double, value double,
    sample_size integer, ci_low double, ci_high double, design_effect double,
    qualifier qualifier not null, status status not null, derivation derivation not null,
    reporting_units usmallint, expected_units usmallint, source_id varchar, series varchar, class_high utinyint
);

-- Where a reported observation stands in the files: one row per cell that was added up. Re-based values have none: their
-- predecessors are in stored.conversion. Simulated figures that came without a file have none.
create table stored.lineage (
    indicator_no usmallint not null, period_no usmallint not null, area_no usmallint not null, survey_id varchar,
    form_no utinyint not null, column_no varchar not null,
    load_id integer not null, sheet varchar not null, cell varchar not null
);

create table break_in_series (
    indicator_id varchar, "on" date not null, kind varchar not null,  -- reform | form | unit | method
    text_vi varchar not null, text_en varchar not null, joins boolean not null,
    area_id varchar                                                   -- null: everywhere; indicator_id null: every indicator
);

create table target (
    indicator_id varchar not null, area_id varchar not null, period_id varchar not null, value double not null, source_id varchar
);

-- What the law asks, from when to when, and what one place asks beyond it: data/catalog/rules.
create table rule (
    rule_id varchar primary key,
    quantity varchar not null,             -- reception_days | dialogue_events | dialogue_notice | complaint_settlement | report_arrival | …
    body_kind varchar, level level,        -- whom it binds; null: any
    area_id varchar,                       -- local: this area and what lies inside it; null: everywhere
    condition varchar,                     -- complex | specially_complex: of a case; null: the ordinary one
    bound varchar not null,                -- least | most
    amount integer not null, unit varchar not null, -- day | working_day | event | day_of_month
    per varchar,                           -- week | month | year: how often; null: a limit
    valid_from date not null, valid_to date, -- last day; null while in force
    may_delegate boolean,                  -- a deputy may stand in; null where the source says nothing
    source varchar not null,
    checked varchar not null               -- law | press | memory: where it was read
);

-- ── What the figures allow to say: only in published.duckdb, computed from what is published there ────────────────────
-- Places like each other: limits are from (included) … to (excluded), null is open; density in people per km².
create table stored.peer_group (
    group_no usmallint primary key, level level not null,
    kind varchar,                          -- null: any
    population_from integer, population_to integer, density_from integer, density_to integer,
    area_count usmallint not null
);
create table stored.peer (area_no usmallint primary key, group_no usmallint not null);

-- Every watched figure of a unit in force (data/catalog/attention.toml) beside those it is judged with, whether it stands out or
-- not. The figure is of about a year: its quarters added up, or the newest survey.
create table stored.attention (
    area_no usmallint not null, indicator_no usmallint not null, is_simulated boolean not null,
    benchmark varchar not null,            -- parent: the units of the same parent; peer: those of the same peer_group
    first_period_no usmallint not null, last_period_no usmallint not null, -- of the figures added up
    numerator double not null, denominator double not null, value double not null,
    benchmark_value double not null,       -- of all that are judged together
    limit_low double not null, limit_high double not null, -- the 99.8 % funnel at this size, overdispersion included
    place_count usmallint not null,        -- judged together
    certainty varchar not null,            -- clear (99.8 %) | sign (95 %) | none
    judgement varchar not null,            -- better | worse | same; of neutral indicators higher | lower | same
    value_before double,                   -- of the year before, null where there is none
    change_certainty varchar,              -- whether it changed otherwise than the others: clear | sign | none
    change_judgement varchar,              -- and which way from the middle one of their changes, as judgement
    primary key (indicator_no, area_no, is_simulated, benchmark)
);

-- Every present commune that could be judged with its neighbours, by the same figures of about a year: whether it lies in a
-- cluster of high or of low ones. A commune without a published figure, or with fewer than two neighbours that have one, has no row.
create table stored.cluster (
    area_no usmallint not null, indicator_no usmallint not null, is_simulated boolean not null,
    first_period_no usmallint not null, last_period_no usmallint not null, -- of the figures added up
    value double not null,
    neighbour_value double not null,       -- of all its neighbours together
    neighbour_count utinyint not null,     -- communes that share a border with it on the map and have a figure
    kind varchar not null,                 -- high | low: it and its neighbours are unusually so | none
    q_value double not null,               -- the false discovery rate at which it would just be called so; high and low are 0.05 or less
    cluster_no usmallint,                  -- the same for those of a kind that touch, of one indicator and origin; null for none
    primary key (indicator_no, area_no, is_simulated)
);

-- ── Surveys, dialogues, promises ─────────────────────────────────────────────────────────────────────────────────────
create table survey (
    survey_id varchar primary key, instrument varchar not null, round varchar not null,
    respondent_area_id varchar, rated_area_id varchar not null, rated_body_id varchar,
    fieldwork_from date, fieldwork_to date, sample_type varchar, mode varchar,
    population integer, issued integer, returned integer, valid integer,
    design_effect double,                  -- as the survey's report gives it; null for a simple random sample
    denominator_rule varchar, result_published boolean not null, origin origin not null, source_id varchar
);
create table question (survey_id varchar not null, question varchar not null, wording varchar, scale varchar);
create table answer (
    survey_id varchar not null, question varchar not null, label varchar not null, position integer not null,
    in_denominator boolean not null, is_favourable boolean not null
);
create table dialogue (
    dialogue_id varchar primary key, area_id varchar not null, body_id varchar, led_by varchar, kind varchar, audience varchar,
    held_on date, noticed_on date, published_on date,
    attendances integer, registered_speakers integer, preparatory_meetings integer, origin origin not null, source_id varchar
);
create table promise (
    promise_id varchar primary key, dialogue_id varchar, area_id varchar not null, text varchar not null, field varchar,
    owner varchar, due_on date, status varchar not null, closed_on date, evidence varchar, origin origin not null, source_id varchar
);

-- ── The views: the contract ──────────────────────────────────────────────────────────────────────────────────────────
create view area as
select a.* exclude (area_no, parent_no, ground_no, former_district_no), p.area_id as parent_id, g.area_id as ground_id,
       d.area_id as former_district_id
from stored.area a join stored.area g on g.area_no = a.ground_no
left join stored.area p on p.area_no = a.parent_no left join stored.area d on d.area_no = a.former_district_no;

create view succession as
select f.area_id as from_id, t.area_id as to_id, s.* exclude (from_no, to_no)
from stored.succession s join stored.area f on f.area_no = s.from_no join stored.area t on t.area_no = s.to_no;

create view conversion as
select c.edition, t.area_id as to_id, f.area_id as from_id, c.weight, c.basis, c.source_id
from stored.conversion c join stored.area t on t.area_no = c.to_no join stored.area f on f.area_no = c.from_no;

create view body as
select b.body_id, a.area_id, b.kind, b.name from stored.body b join stored.area a using (area_no);

create view period as select * exclude (period_no) from stored.period;
create view geometry as select * from stored.geometry;
create view indicator as select * exclude (indicator_no) from stored.indicator;

create view measure as
select m.report_id, r.load_id, r.sheet, m.cell, f.form, m.column_no, a.area_id, b.body_id, m.scope, p.period_id,
       m.covered_from, m.covered_to, m.breakdown, m.category, m.survey_id, m.value, m.qualifier, m.status
from stored.measure m
join report r using (report_id) join stored.form f using (form_no) join stored.area a using (area_no)
join stored.period p using (period_no) left join stored.body b using (body_no);

create view lineage as
select i.indicator_id, p.period_id, a.area_id, l.survey_id, f.form, l.column_no, l.load_id, load.file_name, l.sheet, l.cell
from stored.lineage l join stored.indicator i using (indicator_no) join stored.period p using (period_no)
join stored.area a using (area_no) join stored.form f using (form_no) join load using (load_id);

create view observation as
select i.indicator_id, a.area_id, b.body_id, o.survey_id, p.period_id, o.* exclude (indicator_no, period_no, area_no, body_no, survey_id)
from (from stored.observation union all by name select * exclude (ground_no, is_simulated) from stored.area_total) o
join stored.indicator i using (indicator_no) join stored.area a using (area_no)
join stored.period p using (period_no) left join stored.body b using (body_no);

-- What a page shows for an area: found by any of the rows that cover the same ground, so that a rename breaks no line.
create view area_total as
select i.indicator_id, a.area_id, b.body_id, p.period_id, t.* exclude (indicator_no, period_no, ground_no, area_no, body_no)
from stored.area_total t
join stored.indicator i using (indicator_no) join stored.period p using (period_no)
join stored.area a on a.ground_no = t.ground_no left join stored.body b using (body_no);

create view peer as
select a.area_id, g.* exclude (group_no) from stored.peer p join stored.area a using (area_no) join stored.peer_group g using (group_no);

create view attention as
select a.area_id, i.indicator_id, f.period_id as first_period_id, l.period_id as last_period_id,
       t.* exclude (area_no, indicator_no, first_period_no, last_period_no)
from stored.attention t join stored.area a using (area_no) join stored.indicator i using (indicator_no)
join stored.period f on f.period_no = t.first_period_no join stored.period l on l.period_no = t.last_period_no;

create view cluster as
select a.area_id, i.indicator_id, f.period_id as first_period_id, l.period_id as last_period_id,
       c.* exclude (area_no, indicator_no, first_period_no, last_period_no)
from stored.cluster c join stored.area a using (area_no) join stored.indicator i using (indicator_no)
join stored.period f on f.period_no = c.first_period_no join stored.period l on l.period_no = c.last_period_no;
