update policy p
set password_profile = coalesce(:password_profile, p.password_profile),
    idle_minutes = coalesce(:idle_minutes::int, p.idle_minutes),
    admin_idle_minutes = coalesce(:admin_idle_minutes::int, p.admin_idle_minutes),
    session_hours = coalesce(:session_hours::int, p.session_hours),
    sessions = coalesce(:sessions::int, p.sessions),
    proof_minutes = coalesce(:proof_minutes::int, p.proof_minutes),
    lock_failures = coalesce(:lock_failures::int, p.lock_failures),
    lock_minutes = coalesce(:lock_minutes::int, p.lock_minutes),
    link_hours = coalesce(:link_hours::int, p.link_hours),
    sources = case when :sources::json is null then p.sources
                   when json_array_length(:sources::json) > 0
                       then array(select json_array_elements_text(:sources::json)) end,
    version = p.version + 1
returning json_build_object('policy', policy_json(p)), p.version
