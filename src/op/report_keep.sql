insert into report_version (agency, year, scope, version, happened_by, known_at, bytes, sha256,
                            reason, frozen_by, proposed_by)
values (:agency_id::int, :year::int, :scope::text, :version::int, make_date(:year::int, 12, 31),
        :known_at::timestamptz, convert_to(:report, 'UTF8'), decode(:digest, 'hex'),
        :version_reason, :actor, :proposed_by)
