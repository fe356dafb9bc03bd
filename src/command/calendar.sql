-- Loads the calendar facts this program was built with; runs after every migration.
-- :notices, :workdays, :superseded and :regional are the four CSV files.  An empty database
-- begins with all of them; later, a notice the database does not know yet is pending until
-- somebody adopts it.  What is known stays as it is; only blanks are filled in.
with known as (
    select region, notice, year from calendar_notice
),
national as (
    select f[1] as notice, f[2]::int as year, f[3] as type, f[4]::date as dated,
           f[5]::date as published, f[8] as url
    from regexp_split_to_table(:notices, E'\r?\n') line,
         string_to_array(line, ',') f
    where line <> '' and line not like 'notice,%'
),
national_day as (
    select f[1]::date as day, f[2] = 'workday' as works, f[3] as name, f[4] as notice,
           null as superseded_by
    from regexp_split_to_table(:workdays, E'\r?\n') line, string_to_array(line, ',') f
    where line <> '' and line not like 'date,%'
    union all
    select f[1]::date, f[2] = 'workday', f[3], f[4], f[5]
    from regexp_split_to_table(:superseded, E'\r?\n') line, string_to_array(line, ',') f
    where line <> '' and line not like 'date,%'
),
-- "same" is the instrument of the line before.
regional_line as (
    select f, n, count(*) filter (where f[6] <> 'same') over (order by n) as instrument
    from regexp_split_to_table(:regional, E'\r?\n') with ordinality as l (line, n),
         string_to_array(line, ',') f
    where line <> '' and line not like 'region,%'
),
regional_day as (
    select f[1] as region, day::date as day, extract(year from day)::int as year,
           f[4] = 'workday' as works, f[5] as name, f[7] as source,
           first_value(f[6]) over (partition by instrument order by n, day) as notice
    from regional_line, generate_series(f[2]::date, f[3]::date, interval '1 day') day
),
loaded as (
    insert into calendar_notice as old
        (notice, region, year, type, dated, published, url, source, from_start)
    select notice, 'national', year, type, dated, published, url, null,
           not exists (select from known)
    from national
    union all
    select notice, region, year, 'regional',
           substring(notice from '\d{4}-\d{2}-\d{2}')::date, null, null, min(source),
           not exists (select from known)
    from regional_day
    group by notice, region, year
    order by 6 nulls last, 3, 1
    on conflict on constraint calendar_notice_unique do update
    set dated = coalesce(old.dated, excluded.dated),
        source = coalesce(old.source, excluded.source)
    returning id, notice, region, year
),
new as (
    select * from loaded l
    where not exists (select from known k
                      where (k.region, k.notice, k.year) = (l.region, l.notice, l.year))
)
insert into calendar_day (notice_id, region, day, works, name, superseded_by)
select new.id, new.region, d.day, d.works, d.name, d.superseded_by
from new join national_day d on new.region = 'national' and d.notice = new.notice
union all
select new.id, new.region, d.day, d.works, d.name, null
from new join regional_day d using (region, notice, year)
