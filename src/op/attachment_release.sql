insert into attachment_release (agency, application, attachment, found, hidden_reviewed,
                                released_at, released_by, proposed_by)
values (:agency_id::int, :application::bigint, :attachment::int, :found::jsonb,
        :hidden_reviewed, recording_time(), :actor, :by_proposer)
