# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cmake -DINPUT=syscalls.def -DOUTPUT=syscall_list.def -P this: the calls of
# INPUT without their status. OUTPUT keeps its time where nothing changes, so
# that libc, which does not depend on the status, is not built again.
file(STRINGS ${INPUT} lines REGEX "^SYSCALL\\(")
list(TRANSFORM lines REPLACE ", [a-z]+\\)$" ")")
list(JOIN lines "\n" text)
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT
  "/* Made of syscalls.def: SYSCALL(number, name, arity) */\n${text}\n")
