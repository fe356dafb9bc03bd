select json_build_object('rules', json_agg(json_build_object(
           'record_type', record_type, 'years', years, 'basis', basis, 'stated_by', stated_by,
           'set_at', set_at, 'set_by', set_by) order by record_type))
from retention_rules(:agency_id::int, :today::date)
