insert into attachment (agency, application, n, kind, name, type, size, sha256, redacted_of,
                        uploaded_by, made_at)
values (:agency_id::int, :application::bigint, :attachment::int, :kind, :file_name, :type,
        :size::bigint, decode(:sha256, 'hex'), :redacted_of::int, :actor, recording_time())
