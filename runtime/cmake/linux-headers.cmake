# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The headers of the Linux user interface (linux/, asm/, asm-generic/, mtd/) in
# the sysroot: programs that are written for Linux include them beside libc's,
# and so do some of musl's own (sys/kd.h). What a program asks for with them and
# the kernel here does not have fails as on a Linux that lacks it.
set(UNISPEC_LINUX_HEADERS "" CACHE PATH
  "Linux user headers, as its `make headers_install` leaves them in include/; \
empty: those of Debian's package linux-libc-dev")

set(linux_headers ${UNISPEC_LINUX_HEADERS})
if(NOT linux_headers)
  set(linux_headers /usr/include)
endif()
# Debian has asm/ in the folder of the architecture.
set(linux_asm ${linux_headers})
if(NOT EXISTS ${linux_asm}/asm/unistd_64.h)
  set(linux_asm ${linux_headers}/x86_64-linux-gnu)
endif()
foreach(needed ${linux_headers}/linux/version.h
    ${linux_headers}/asm-generic/types.h ${linux_asm}/asm/unistd_64.h)
  if(NOT EXISTS ${needed})
    message(FATAL_ERROR "the Linux user headers have no ${needed}: install "
      "linux-libc-dev, or name a folder with -DUNISPEC_LINUX_HEADERS=DIR")
  endif()
endforeach()
foreach(folder linux asm-generic mtd)
  file(COPY ${linux_headers}/${folder} DESTINATION ${UNISPEC_SYSROOT}/include)
endforeach()
file(COPY ${linux_asm}/asm DESTINATION ${UNISPEC_SYSROOT}/include)
