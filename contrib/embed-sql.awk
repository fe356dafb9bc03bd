# Turns files of one SQL statement each into C: NAME.sql becomes `const struct sql sql_NAME`.
# A :name becomes a positional parameter; the list of names goes along.  With -v header=1 only
# the declarations are written.  Text inside quotes and comments and the cast :: are left alone.

function flush_statement(   i) {
    if (name == "")
        return
    printf "static const char *const params_%s[] = {", name
    for (i = 1; i <= count; i++)
        printf "\"%s\", ", param[i]
    printf "NULL};\n"
    printf "const struct sql sql_%s = {\"%s\", %d, params_%s,\n%s};\n\n", name, name, count, name, text
}

# Copies LINE to `out`, replacing parameters; `quote` tells whether a literal is open.
function translate(line,   n, i, c, word, out) {
    n = length(line)
    out = ""
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        if (quote) {
            if (c == "'")
                quote = 0
        } else if (c == "'") {
            quote = 1
        } else if (c == "-" && substr(line, i, 2) == "--") {
            break
        } else if (c == ":" && substr(line, i + 1, 1) == ":") {
            out = out "::"
            i++
            continue
        } else if (c == ":" && match(substr(line, i + 1), /^[a-z][a-z0-9_]*/)) {
            word = substr(line, i + 1, RLENGTH)
            i += RLENGTH
            if (!(word in position)) {
                position[word] = ++count
                param[count] = word
            }
            out = out "$" position[word]
            continue
        }
        if (c == "\\" || c == "\"")
            out = out "\\"
        out = out c
    }
    sub(/[ \t]+$/, "", out)
    return out
}

BEGIN {
    if (header)
        print "/* Generated from the .sql files. */\n#include \"db/statement.h\"\n"
    else
        print "/* Generated from the .sql files. */\n#include \"db/statement_list.h\"\n\n#include <stddef.h>\n"
}

FNR == 1 {
    if (!header)
        flush_statement()
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    if (header)
        printf "extern const struct sql sql_%s;\n", name
    all = all sprintf("&sql_%s, ", name)
    count = quote = 0
    text = ""
    split("", position)
}

!header {
    line = translate($0)
    if (line != "")
        text = text "    \"" line "\\n\"\n"
}

END {
    if (header) {
        print "\n/* Every statement, ended by NULL. */\nextern const struct sql *const statement_list[];"
        exit
    }
    flush_statement()
    printf "const struct sql *const statement_list[] = {%sNULL};\n", all
}
