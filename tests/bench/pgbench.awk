# Turns a statement of the service into one for pgbench, which knows its :names.
#
#     awk -v known="NAME NAME..." -v fixed="NAME=TEXT NAME=TEXT..." -f pgbench.awk NAME.sql
#
# Comments go.  A :NAME that is known stays; one that is fixed becomes TEXT, or, if that is
# null, :null: pgbench sends null for a variable that was never set.  Any other is an error.
# The cast :: is left alone.

BEGIN {
    for (i = split(known, names, " "); i > 0; i--)
        text[names[i]] = ":" names[i]
    for (i = split(fixed, pairs, " "); i > 0; i--) {
        at = index(pairs[i], "=")
        text[substr(pairs[i], 1, at - 1)] = substr(pairs[i], at + 1)
    }
}

function value(name) {
    if (name in text)
        return text[name] == "null" ? ":null" : text[name]
    print FILENAME ": nothing gives :" name > "/dev/stderr"
    failed = 1
    return ""
}

{
    sub(/--.*/, "")
    while (match($0, /::|:[a-z][a-z0-9_]*/)) {
        word = substr($0, RSTART + 1, RLENGTH - 1)
        out = out substr($0, 1, RSTART - 1) (word == ":" ? "::" : value(word))
        $0 = substr($0, RSTART + RLENGTH)
    }
    out = out $0 " "
}

END {
    gsub(/[ \t]+/, " ", out)
    sub(/ $/, "", out)
    printf "%s", out
    exit failed
}
