select json_build_object(
    'agency', :agency::text, 'year', :year::int, 'scope', :scope::text, 'state', :state::text,
    'state_name', :state_name::text, 'next', :next::json, 'warnings', :warnings::json,
    'acts', coalesce((select json_agg(json_build_object(
                                 'n', e.n, 'act', e.act, 'note', e.note,
                                 'version', e.version, 'by', e.actor,
                                 'proposed_by', e.proposed_by, 'at', e.recorded_at,
                                 'data', e.data) order by e.n)
                      from report_event e
                      where e.agency = :agency_id::int and e.year = :year::int
                        and e.scope = :scope::text), '[]'),
    'versions', coalesce((select json_agg(json_build_object(
                                     'version', v.version,
                                     'sha256', encode(v.sha256, 'hex'),
                                     'size', octet_length(v.bytes),
                                     'happened_by', v.happened_by, 'known_at', v.known_at,
                                     'reason', v.reason, 'frozen_by', v.frozen_by,
                                     'proposed_by', v.proposed_by) order by v.version)
                          from report_version v
                          where v.agency = :agency_id::int and v.year = :year::int
                            and v.scope = :scope::text), '[]'))
