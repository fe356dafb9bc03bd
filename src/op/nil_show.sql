select json_build_object(
    'agency', :agency::text, 'year', :year::int,
    'declared', coalesce((array_agg(d.declared order by d.n desc))[1], false),
    'declarations', coalesce(json_agg(json_build_object(
            'n', d.n, 'declared', d.declared, 'note', d.note,
            'declared_at', d.declared_at, 'declared_by', d.declared_by) order by d.n), '[]'))
from nil_declaration d
where d.agency = :agency_id::int and d.year = :year::int
