# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# edits.sh MUSL EDITED: each edited file, less its two lines on top, has the
# lines of the original, but for those that the edits touch.
for file in $(cd "$2" && echo src/*/*.c); do
    touched=$(tail -n +3 "$2/$file" | diff - "$1/$file" | grep '^<' |
        grep -cv '__unispec_format\|states\[ps\]\|\*fmt=f\|\[NL_ARGMAX+1\]')
    length=$(wc -l < "$1/$file")
    edited=$(tail -n +3 "$2/$file" | wc -l)
    [ "$touched $length" = "0 $edited" ] && same=same || same=other
    echo "${file##*/}: $same lines"
done
