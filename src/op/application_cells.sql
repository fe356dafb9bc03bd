-- Each cell once in the applicant's column; the column 总计 repeats them.
select json_build_object('cells', coalesce(
           (select json_agg(json_build_object('year', y.year, 'row', cell.row,
                                              'column', a.applicant_category)
                            order by y.year, cell.place)
            from generate_series(extract(year from a.received_on)::int,
                                 extract(year from coalesce(a.closed_on, :today::date))::int)
                     as y (year),
            lateral (
                select 1 as place, 'new' as row
                where y.year = extract(year from a.received_on)
                union all
                select 2, 'carried_in' where y.year > extract(year from a.received_on)
                union all
                select 3, case when y.year < 2021 and a.outcome like 'other\_%' then 'other'
                               else a.outcome end
                where y.year = extract(year from a.closed_on)
                union all
                select 4, 'total' where y.year = extract(year from a.closed_on)
                union all
                select 5, 'carried_out'
                where a.closed_on is null or y.year < extract(year from a.closed_on)) cell
            where a.received_on is not null and a.status <> 'voided'), '[]'))
from application a
where a.agency = (:application::bigint >> 32)::int and a.id = :application::bigint
