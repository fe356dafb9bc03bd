insert into disclosure (agency, application, export_grant, account, reason, fields, request,
                        made_at)
values (:agency_id::int, :of_application::bigint, :of_grant::int, :caller::int,
        coalesce(:stated_reason, (select g.reason from export_grant g
                                  where g.id = :of_grant::int)),
        array['id_number', 'phone'], :request, recording_time())
