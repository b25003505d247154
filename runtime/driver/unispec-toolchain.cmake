# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# CMake toolchain file: builds a C project for unispec, and boots what
# add_test() names. cmake -DCMAKE_TOOLCHAIN_FILE=.../unispec-toolchain.cmake
get_filename_component(_unispec "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER "${_unispec}/bin/unispec-cc")
set(CMAKE_ASM_COMPILER "${_unispec}/bin/unispec-cc")
set(CMAKE_CROSSCOMPILING_EMULATOR "${_unispec}/bin/unispec-run")

# No shared objects, and nothing of the host's.
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
set(CMAKE_FIND_ROOT_PATH "${_unispec}/lib/unispec/sysroot")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
unset(_unispec)
