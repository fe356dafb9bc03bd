-- The template of a kind of letter that holds for the agency; none: the default one does.
select bytes, agency, n
from letter_template_for(:agency_id::int, :letter_kind, :today::date)
