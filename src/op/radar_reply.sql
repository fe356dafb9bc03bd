-- The cases :ids, in that order, with what was found of them.
select json_build_object(
    'cases', (select coalesce(json_agg(json_build_object(
                                  'application', application_json(a, :agency, :today::date),
                                  'similarity', x.likeness, 'same_person', x.sameness,
                                  'same_letter', x.letter)
                              order by x.n), '[]')
              from unnest(:ids::bigint[], :likeness::int[], :sameness::text[],
                          :letters::boolean[])
                       with ordinality as x (id, likeness, sameness, letter, n)
              join application a on a.agency = :agency_id::int and a.id = x.id),
    'month', json_build_object('from', date_trunc('month', :radar_day::date)::date,
                               'certain', :in_month::int, 'possible', :in_month_possible::int),
    'twelve_months', json_build_object(
        'from', (:radar_day::date - interval '12 months')::date + 1,
        'certain', :in_year::int, 'possible', :in_year_possible::int),
    'complete', :complete::boolean,
    'warnings', :warnings::json)
