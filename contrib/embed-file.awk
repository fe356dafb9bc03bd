# Turns text files into C: a list of `struct embedded` (base/embedded.h), each under its path
# without a prefix out of the list given by -v strip=; what was bundled, under web/

function close_file() {
    if (count)
        print "    ;\n"
}

BEGIN {
    split(strip, prefix, " ")
    print "/* Generated from the embedded files. */\n#include \"base/embedded.h\"\n"
}

FNR == 1 {
    close_file()
    count++
    path = FILENAME
    for (i in prefix)
        if (index(path, prefix[i]) == 1)
            path = substr(path, length(prefix[i]) + 1)
    sub(/^web\/bundle\//, "web/", path)
    list = list sprintf("    {\"%s\", file_%d, sizeof file_%d - 1},\n", path, count, count)
    printf "static const char file_%d[] =\n", count
}

{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\"")
    gsub(/\t/, "\\t")
    gsub(/\r/, "\\r")
    gsub(/\?\?/, "?\"\"?")
    print "    \"" $0 "\\n\""
}

END {
    close_file()
    printf "const struct embedded embedded_files[] = {\n%s    {NULL, NULL, 0},\n};\n", list
}
