select json_build_object(
    'version', :calendar_version::int,
    'coverage', :coverage::json,
    'notices', coalesce((select json_agg(calendar_notice_json(n)
                                         order by n.region <> 'national', n.region, n.year,
                                                  n.published, n.id)
                         from calendar_notice n), '[]'))
