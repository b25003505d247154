# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The objects of kernel/net/: net_objects.
file(GLOB net_sources CONFIGURE_DEPENDS net/*.c net/unix/*.c)
unispec_target_objects(net_objects NAME net BASE ${CMAKE_SOURCE_DIR}
  SOURCES ${net_sources} FLAGS -Oz ${kernel_flags} ${kernel_warnings})
