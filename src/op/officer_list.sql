select json_build_object('officers', coalesce(
           (select json_agg(json_build_object('id', a.id::text, 'name', a.name,
                                              'sign_in', account_label(a.id),
                                              'roles', to_json(a.roles)) order by a.name, a.id)
            from account a
            where a.agency = (select g.id from agency g where g.code = :agency)
              and a.state = 'active'), '[]'))
