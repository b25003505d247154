# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# ext_revoke.sh EXT_HOST FOLDER: a journal that debugfs wrote, with blocks that are
# revoked, and one that begins like a block of the journal. The host's fsck and
# our replay must make the same of it.
set -e
host=$1
mkdir -p "$2"
cd "$2"
truncate -s 10M one
mke2fs -q -F -t ext3 -b 1024 one
yes 'three blocks' | head -c 3072 >three
{ printf '\300\073\071\230'; yes rest; } | head -c 1024 >like
debugfs -w -f - one >/dev/null 2>&1 <<END
journal_open
journal_write -b 5000,5001,5002 three
journal_write -b 5003 like
journal_write -r 5001
journal_write -b 5004,5001,5005 three
journal_write -r 5004,5000
journal_close
END
cp one two
e2fsck -p one >/dev/null || test $? = 1
"$host" two mount -
e2fsck -f -n two >/dev/null
for block in 5000 5001 5002 5003 5004 5005; do
  for image in one two; do
    dd if=$image of=$image.block bs=1024 skip=$block count=1 status=none
  done
  cmp one.block two.block
  echo $block: $(tr -d '\0' <one.block | wc -c)
done
