# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds Inputs/project the traditional way.
main: main.o libsum.a
	$(CC) $(LDFLAGS) -o $@ main.o -L. -lsum -lm -lpthread
libsum.a: sum.o
	$(AR) rcs $@ sum.o
