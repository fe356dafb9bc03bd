insert into confirmation_steps (agency, of_right, steps)
values (:agency_id::int, :right, :steps::int)
on conflict on constraint confirmation_steps_pk do update set steps = excluded.steps
returning json_build_object('agency', :agency::text, 'right', of_right, 'steps', steps)
