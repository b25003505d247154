# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# check-rules.sh ANALYSE FILE.ll...: for each transfer rule, leaves it out of the
# analysis and prints whether the check of some file finds that out.
analyse=$1
shift
for rule in $($analyse --list-rules); do
    verdict=missed
    for file; do
        if ! $analyse --check --drop-rule=$rule $file >/dev/null; then
            verdict=found
            break
        fi
    done
    echo "$rule: $verdict"
done
