# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# CMake toolchain file: builds a C project for unispec, and boots what
# add_test() and try_run() name.
#     cmake -DCMAKE_TOOLCHAIN_FILE=.../unispec-toolchain.cmake
# Libraries that were built for unispec are found below CMAKE_PREFIX_PATH or
# CMAKE_FIND_ROOT_PATH; nothing of the host's is.
get_filename_component(_unispec "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(_unispec_host "${_unispec}/bin/x86_64-unispec-linux-musl")

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER "${_unispec}/bin/unispec-cc")
set(CMAKE_CXX_COMPILER "${_unispec}/bin/unispec-c++")
set(CMAKE_ASM_COMPILER "${_unispec}/bin/unispec-cc")
foreach(_unispec_tool AR RANLIB NM STRIP OBJCOPY OBJDUMP READELF ADDR2LINE)
  string(TOLOWER ${_unispec_tool} _unispec_name)
  set(CMAKE_${_unispec_tool} "${_unispec_host}-${_unispec_name}"
      CACHE FILEPATH "")
endforeach()
foreach(_unispec_tool AR RANLIB)
  set(CMAKE_C_COMPILER_${_unispec_tool} "${CMAKE_${_unispec_tool}}"
      CACHE FILEPATH "")
  set(CMAKE_CXX_COMPILER_${_unispec_tool} "${CMAKE_${_unispec_tool}}"
      CACHE FILEPATH "")
endforeach()

# unispec-cc says the same to the compiler, but not to clangd and its kin, which
# read compile_commands.json.
set(CMAKE_C_FLAGS_INIT
    "-nostdlibinc -isystem \"${_unispec}/lib/unispec/sysroot/include\" -D__unispec__=1")
# CMake gives the compiler absolute names. As seen from the build folder they are
# the same wherever the project lies, and so are the images.
file(RELATIVE_PATH _unispec_source "${CMAKE_BINARY_DIR}" "${CMAKE_SOURCE_DIR}")
string(REGEX REPLACE "/$" "" _unispec_source "./${_unispec_source}")
string(REGEX REPLACE "^./[.][.]" ".." _unispec_source "${_unispec_source}")
foreach(_unispec_language C CXX ASM)
  string(APPEND CMAKE_${_unispec_language}_FLAGS_INIT
    " -ffile-prefix-map=\"${CMAKE_SOURCE_DIR}/\"=\"${_unispec_source}/\""
    " -ffile-prefix-map=\"${CMAKE_BINARY_DIR}/\"=./")
endforeach()
set(CMAKE_CROSSCOMPILING_EMULATOR "${_unispec}/bin/unispec-run")
set(PKG_CONFIG_EXECUTABLE "${_unispec_host}-pkg-config" CACHE FILEPATH "")

# No shared objects, and nothing of the host's.
set(BUILD_SHARED_LIBS OFF CACHE BOOL "")
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS FALSE)
list(APPEND CMAKE_FIND_ROOT_PATH ${CMAKE_PREFIX_PATH} ${CMAKE_STAGING_PREFIX}
     "${_unispec}/lib/unispec/sysroot")
list(REMOVE_DUPLICATES CMAKE_FIND_ROOT_PATH)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# Tests of many projects name the program by its path or in the old form of
# add_test(), for both of which CMake uses no emulator. A program that is a
# target of the project is named as the target here.
if(NOT COMMAND _add_test)
  function(add_test)
    set(command 1)
    set(words "")
    if(ARGV0 STREQUAL "NAME")
      list(FIND ARGV "COMMAND" command)
      math(EXPR command "${command} + 1")
    endif()
    math(EXPR last "${ARGC} - 1")
    foreach(i RANGE ${last})
      set(word "${ARGV${i}}")
      get_filename_component(program "${word}" NAME)
      if(i EQUAL command AND TARGET "${program}")
        set(word "${program}")
      endif()
      if(i EQUAL command AND NOT ARGV0 STREQUAL "NAME")
        set(words "NAME${words} COMMAND")
      elseif(i GREATER command AND NOT ARGV0 STREQUAL "NAME"
             AND word MATCHES "^[A-Z_]+$")
        set(word "$<1:${word}>") # no keyword in the old form
      endif()
      string(APPEND words " [=[${word}]=]")
    endforeach()
    cmake_language(EVAL CODE "_add_test(${words})")
  endfunction()
endif()

# find_package(unispec), which is not below any of these.
set(unispec_DIR "${CMAKE_CURRENT_LIST_DIR}" CACHE PATH "")
unset(_unispec)
unset(_unispec_host)
unset(_unispec_tool)
unset(_unispec_name)
unset(_unispec_source)
unset(_unispec_language)
