insert into agency_figures (agency, year, n, form, figures, reason, stated_at, stated_by)
values (:agency_id::int, :year::int, :n::int, :figure_form, :stated::jsonb, :reason,
        recording_time(), :actor)
