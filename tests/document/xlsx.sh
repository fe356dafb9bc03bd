#!/bin/sh
# What LibreOffice makes of the workbook: the same cells as the CSV, and the same sums.
# PRINT_TABLE is the program that prints the samples.
set -u
# shellcheck source=tests/document/office
. "${srcdir:-.}/tests/document/office"
print=${PRINT_TABLE:-tests/document/print_table}
samples='2021 2019 faulty'

# recalculating MODE PROFILE: a profile that recomputes formulas on loading (0) or not (1).
recalculating()
{
    mkdir -p "$2/user"
    cat >"$2/user/registrymodifications.xcu" <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>$1</value></prop>
</item>
</oor:items>
EOF
}

# convert PROFILE FOLDER: every sheet of every sample as UTF-8 CSV, quoted where needed.
convert()
{
    filter='csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    timeout 60 soffice "-env:UserInstallation=file://$dir/$1" --headless \
        --convert-to "$filter" \
        --outdir "$dir/$2" "$dir/2021.xlsx" "$dir/2019.xlsx" "$dir/faulty.xlsx" \
        >"$dir/$1.log" 2>&1 || sed 's/^/# /' "$dir/$1.log"
}

# The numbers of a check sheet that must be 0: differences, numbers below zero, their count.
zeros()
{
    awk -F, '/^差额,/ || /^小于零的数/ { for (i = 2; i <= 8; i++) print $i }
             /^不符之处/ { print $2 }
             rows { print $(NF - 4) }
             /^逐行校验/ { rows = 1 }' "$1"
}

well_formed()
{
    mkdir "$dir/$1" && unzip -q "$dir/$1.xlsx" -d "$dir/$1" || return 1
    find "$dir/$1" -type f -exec xmllint --noout --nonet {} +
}

echo 1..10
for form in 2021 2019; do
    "$print" xlsx "$form" >"$dir/$form.xlsx" &&
        "$print" csv "$form" | sed '1s/^\xef\xbb\xbf//; s/\r$//' >"$dir/$form.csv"
    result $? "the table of $form is written"
done
"$print" xlsx 2021 faulty >"$dir/faulty.xlsx"
result $? "a table with faults is written all the same"

parts='every part of the workbooks is well-formed'
clean='the sheets are not protected and the properties name no person'
if has unzip xmllint; then
    status=0
    for sample in $samples; do
        well_formed "$sample" || status=1
    done
    result $status "$parts"
    ! grep -rqE 'sheetProtection|<(dc:creator|cp:lastModifiedBy)>[^<]' "$dir/2021"
    result $? "$clean"
else
    skip "$parts" 'unzip or xmllint'
    skip "$clean" 'unzip or xmllint'
fi

same='cell by cell the workbook holds what the CSV holds:'
stored='the stored sums of every check sheet are the recomputed ones'
zero='every check of a sound table comes to 0'
marked='the faults of a table are counted'
if has soffice timeout; then
    recalculating 1 "$dir/never"
    recalculating 0 "$dir/always"
    convert never stored
    convert always recomputed
    for form in 2021 2019; do
        diff "$dir/$form.csv" "$dir/stored/$form-表三.csv" | sed 's/^/# /'
        cmp -s "$dir/$form.csv" "$dir/stored/$form-表三.csv"
        result $? "$same $form"
    done
    status=0
    for sample in $samples; do
        cmp "$dir/stored/$sample-勾稽校验.csv" "$dir/recomputed/$sample-勾稽校验.csv" ||
            status=1
    done
    result $status "$stored"
    found=$(for form in 2021 2019; do zeros "$dir/recomputed/$form-勾稽校验.csv"; done |
        sort | uniq -c | tr -s ' ')
    [ "$found" = " 92 0" ]
    result $? "$zero"
    [ "$(awk -F, '/^不符之处/ { print $2 }' "$dir/recomputed/faulty-勾稽校验.csv")" = 8 ]
    result $? "$marked"
else
    for sentence in "$same 2021" "$same 2019" "$stored" "$zero" "$marked"; do
        skip "$sentence" soffice
    done
fi
exit $failed
