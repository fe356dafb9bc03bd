-- Brings the calendar tables to the facts this program was built with; runs after every
-- migration.  :notices, :workdays, :superseded and :regional are the four CSV files.
with notice as (
    insert into calendar_notice (notice, year, type, published, url)
    select f[1], f[2]::int, f[3], f[5]::date, f[8]
    from regexp_split_to_table(:notices, E'\r?\n') line,
         string_to_array(line, ',') f
    where line <> '' and line not like 'notice,%'
    on conflict (notice) do update
    set year = excluded.year, type = excluded.type, published = excluded.published,
        url = excluded.url
),
national as (
    select 'national' region, f[1]::date as day, f[2] = 'workday' works, f[3] as name,
           f[4] basis, null superseded_by
    from regexp_split_to_table(:workdays, E'\r?\n') line, string_to_array(line, ',') f
    where line <> '' and line not like 'date,%'
    union all
    select 'national', f[1]::date, f[2] = 'workday', f[3], f[4], f[5]
    from regexp_split_to_table(:superseded, E'\r?\n') line, string_to_array(line, ',') f
    where line <> '' and line not like 'date,%'
),
regional as (
    select f[1] region, day::date as day, f[4] = 'workday' works, f[5] as name, f[6] basis,
           null superseded_by
    from regexp_split_to_table(:regional, E'\r?\n') line, string_to_array(line, ',') f,
         generate_series(f[2]::date, f[3]::date, interval '1 day') day
    where line <> '' and line not like 'region,%'
)
insert into calendar_day (region, day, works, name, basis, superseded_by)
select * from national
union all
select * from regional
on conflict (region, day, basis) do update
set works = excluded.works, name = excluded.name, superseded_by = excluded.superseded_by
