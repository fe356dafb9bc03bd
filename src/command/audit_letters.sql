-- Every letter that was issued, with the digest it has now.
select agency, application, n, sha256
from letter
order by agency, application, n
