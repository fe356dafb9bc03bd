#!/bin/sh
# What the programs print about themselves is what stands in the tree.
set -u
srcdir=${srcdir:-.}
n=0
failed=0

# compare FILE COMMAND...: the output of COMMAND is FILE.
compare() {
    file=$1
    shift
    n=$((n + 1))
    if "$@" | cmp -s - "$srcdir/$file"; then
        echo "ok $n - $file is what \`$(basename "$1")${2:+ $2}\` prints"
    else
        echo "not ok $n - $file is what \`$(basename "$1")${2:+ $2}\` prints; run \`make papers\`"
        failed=1
    fi
}

echo 1..5
compare api/openapi.json ./gongkai openapi
compare docs/man/gongkai.1 ./gongkai --manual
compare docs/man/gongkaid.8 ./gongkaid --manual
compare src/guard/barred.txt "$srcdir/contrib/barred-words"
compare docs/steps.svg contrib/print-steps
exit $failed
