select json_build_object('templates', (
           select json_agg(letter_template_json(:agency_id::int, k.code, :today::date)
                           order by k.place)
           from unnest(string_to_array(substr(:kinds, 2), '|'))
                with ordinality as k (code, place)))
