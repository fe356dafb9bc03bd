-- Who is asking, as the page shows it.
select json_build_object(
    'account', account_json(:caller::int),
    'delegated', (select coalesce(json_agg(json_build_object(
                             'from', account_label(d.from_account),
                             'valid_from', d.valid_from, 'valid_to', d.valid_to)
                             order by d.n), '[]')
                  from delegation d
                  where d.to_account = :caller::int and d.ended_at is null
                    and :today::date between d.valid_from and d.valid_to),
    'idle_minutes', (select case when :own_agency::int is null then p.admin_idle_minutes
                                 else p.idle_minutes end from policy p),
    'must_change_password', :must_change::boolean,
    'proved', :proved::boolean,
    'today', :today::date,
    'warnings', :warnings::json)
