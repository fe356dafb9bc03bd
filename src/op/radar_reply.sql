-- The cases :ids, in that order, with what was found of them; the number of the letter that
-- answered each, which a repeat is referred to (Reg. 36(6)).
select json_build_object(
    'cases', (select coalesce(json_agg(json_build_object(
                                  'application', application_json(a, :agency, :today::date),
                                  'similarity', x.likeness, 'same_person', x.sameness,
                                  'same_letter', x.letter,
                                  'answer_number', (select l.number
                                                    from letter l
                                                    where l.agency = a.agency
                                                      and l.application = a.id
                                                      and l.kind like 'answer\_%'
                                                      and l.voided_at is null
                                                    order by l.n desc
                                                    limit 1))
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
