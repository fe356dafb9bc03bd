#!/bin/sh
# The service's calendar against the npm package chinese-days, which others keep by other
# means: every day from 2008 to 2026.
set -u
package=chinese-days@1.5.7
days=6940

skip()
{
    echo "1..0 # SKIP $1"
    exit 0
}

for tool in npm node curl psql timeout; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
dir=$(mktemp -d) || exit 99
name=chinese_days_$$
server=

finish()
{
    [ -z "$server" ] || kill "$server" 2>/dev/null
    wait
    psql "$GONGKAI_DATABASE" -XAtqc "drop database if exists $name with (force)" >&2
    rm -rf "$dir"
}
trap finish EXIT
trap 'exit 99' HUP INT TERM
timeout 120 npm install --prefix "$dir/npm" --cache "$dir/cache" --ignore-scripts \
    --no-audit --no-fund --loglevel=error "$package" >"$dir/npm.log" 2>&1 ||
    skip "npm cannot fetch $package"

psql "$GONGKAI_DATABASE" -XAtqc "create database $name template template0" || exit 99
GONGKAI_STATE_DIR=$dir
GONGKAI_PLAIN_HTTP=yes # then the cookie is called sid
export GONGKAI_STATE_DIR GONGKAI_PLAIN_HTTP
database="$GONGKAI_DATABASE dbname=$name"
./gongkai --database "$database" migrate || exit 99
secret=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')
psql "$database" -XAtq -v ON_ERROR_STOP=1 -c "set role gongkai_owner" -c "
    with somebody as (
        insert into gongkai.account (login, name, roles, created_at, password_must_change)
        values ('days', 'days', '{auditor}', now(), false)
        returning id)
    insert into gongkai.session (hash, account, began_at, seen_at, proved_at, source)
    select sha256('$secret'), id, now(), now(), now(), 'test' from somebody" >&2 || exit 99
./gongkaid --database "$database" --port=0 --ready-file="$dir/ready" 2>"$dir/log" &
server=$!
tries=0
until [ -s "$dir/ready" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || exit 99
    sleep 0.1
done

# The days of all years, a line each: "2024-10-12 是" where people work, 否 where not.
year=2008
while [ "$year" -le 2026 ]; do
    curl -sS --noproxy '*' -H "Cookie: sid=$secret" \
        "$(cat "$dir/ready")/api/v1/calendar?year=$year&format=csv" |
        tr -d '\r' | awk -F, 'NR > 1 { print $1, $3 }'
    year=$((year + 1))
done >"$dir/ours"

echo 1..2
[ "$(wc -l <"$dir/ours")" -eq "$days" ]
first=$?
[ "$first" -eq 0 ] || printf 'not '
echo "ok 1 - the service gives all $days days of 2008 to 2026"

NODE_PATH=$dir/npm/node_modules node - "$dir/ours" >"$dir/differing" 2>&1 <<'EOF'
const theirs = require("chinese-days");
const lines = require("fs").readFileSync(process.argv[2], "utf8").trim().split("\n");
for (const [day, works] of lines.map((line) => line.split(" ")))
    if (theirs.isWorkday(day) !== (works === "是"))
        console.log(day, "works here:", works, "there:", theirs.isWorkday(day));
EOF
second=$?
[ ! -s "$dir/differing" ] || second=1
[ "$second" -eq 0 ] || printf 'not '
echo "ok 2 - chinese-days says the same of every day"
head -n 20 "$dir/differing" | cut -c 1-200 | sed 's/^/# /'
[ $((first + second)) -eq 0 ]
