-- The template that holds for one kind.
select json_build_object('template', letter_template_json(:agency_id::int, :letter_kind,
                                                          :today::date))
