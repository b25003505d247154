# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# libc.a and the libc headers, out of a musl source tree, which stays as it is,
# and the overlay: what musl's configure and Makefile would do, for one target.
#
# An object is named by its path without the extension; of the files that
# claim a name, overlay/ wins over the edited file (musl-format.cmake), that
# over musl's x86_64 folder, and that over the portable file. MUSL_PORTABLE
# names those whose x86_64 file would execute the syscall instruction and whose
# portable file serves.
set(MUSL_VERSION 1.2.3)
set(MUSL_SHA256
  7d5b0b6062521e4627e099e4c9dc8248d32a30285e959b7eecaa780cf8cfd4a4)
set(MUSL_PORTABLE thread/__unmapself signal/restore)
# Nobody calls these any more: cancellation points are direct calls.
set(MUSL_DROPPED thread/syscall_cp thread/__syscall_cp)

set(UNISPEC_MUSL_SOURCE "" CACHE PATH
  "musl ${MUSL_VERSION}: source tree or tarball; empty: Debian's source package")

execute_process(
  COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fetch-source musl ${MUSL_VERSION}
          ${MUSL_SHA256} ${UNISPEC_MUSL_SOURCE}
  OUTPUT_VARIABLE musl OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "no musl source: see the message above, and give it "
    "with -DUNISPEC_MUSL_SOURCE=DIR or TARBALL")
endif()
foreach(needed VERSION arch/x86_64/bits/alltypes.h.in src/internal/syscall.h)
  if(NOT EXISTS ${musl}/${needed})
    message(FATAL_ERROR "${musl} is no musl source tree: it has no ${needed}")
  endif()
endforeach()
file(STRINGS ${musl}/VERSION version LIMIT_COUNT 1)
if(NOT version STREQUAL MUSL_VERSION)
  message(FATAL_ERROR "${musl} is musl ${version}, needed is ${MUSL_VERSION}")
endif()

unispec_third_party(musl ${MUSL_VERSION} ${musl})
set(musl_edited ${CMAKE_CURRENT_BINARY_DIR}/musl/edited)
include(cmake/musl-edit.cmake)
include(cmake/musl-format.cmake)
include(cmake/musl-malloc.cmake)
include(cmake/musl-network.cmake)
include(cmake/musl-threads.cmake)

# Sources: lists NAME -> file, later assignments win.
set(overlay ${CMAKE_CURRENT_SOURCE_DIR}/overlay)
function(musl_claim base pattern strip)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${base} ${pattern})
  foreach(file IN LISTS files)
    string(REGEX REPLACE "\\.[csS]$" "" name ${file})
    if(strip)
      string(REPLACE "/x86_64/" "/" name ${name})
    endif()
    if(strip AND name IN_LIST MUSL_PORTABLE)
      continue()
    endif()
    if(name IN_LIST MUSL_DROPPED)
      continue()
    endif()
    list(APPEND musl_names ${name})
    set(musl_file_${name} ${base}/${file} PARENT_SCOPE)
  endforeach()
  set(musl_names ${musl_names} PARENT_SCOPE)
endfunction()
musl_claim(${musl}/src "${musl}/src/*/*.c" FALSE)
musl_claim(${musl}/src "${musl}/src/malloc/mallocng/*.c" FALSE)
musl_claim(${musl}/src "${musl}/src/*/x86_64/*.[csS]" TRUE)
get_property(edited GLOBAL PROPERTY musl_edited_files)
foreach(file IN LISTS edited)
  string(REGEX REPLACE "^src/|\\.c$" "" name ${file})
  set(musl_file_${name} ${musl_edited}/${file})
endforeach()
musl_claim(${overlay}/src "${overlay}/src/*/*.c" FALSE)
musl_claim(${overlay}/src "${overlay}/src/*/x86_64/*.s" TRUE)
list(REMOVE_DUPLICATES musl_names)
set(musl_sources)
set(small_sources) # what is no loop but around calls
set(edited_sources)
set(overlay_sources)
foreach(name IN LISTS musl_names)
  if(musl_file_${name} MATCHES "^${overlay}/")
    list(APPEND overlay_sources ${musl_file_${name}})
  elseif(musl_file_${name} MATCHES "^${musl}/src/(env|exit|stdio)/")
    list(APPEND small_sources ${musl_file_${name}})
  elseif(musl_file_${name} MATCHES "^${musl_edited}/")
    list(APPEND edited_sources ${musl_file_${name}})
  else()
    list(APPEND musl_sources ${musl_file_${name}})
  endif()
endforeach()

# Internal headers: musl's in one folder with the overlay's over them, because
# a header finds its neighbours before any -I.
set(generated ${CMAKE_CURRENT_BINARY_DIR}/musl)
file(GLOB internal CONFIGURE_DEPENDS RELATIVE ${musl} ${musl}/src/internal/*.h)
file(GLOB replaced CONFIGURE_DEPENDS RELATIVE ${overlay}
  ${overlay}/src/internal/*.h)
file(REMOVE_RECURSE ${generated}/internal)
file(MAKE_DIRECTORY ${generated}/internal)
foreach(header IN LISTS internal replaced)
  if(header IN_LIST replaced)
    set(from ${overlay}/${header})
  elseif(header IN_LIST edited)
    set(from ${musl_edited}/${header})
  else()
    set(from ${musl}/${header})
  endif()
  cmake_path(GET header FILENAME name)
  file(CREATE_LINK ${from} ${generated}/internal/${name} SYMBOLIC)
endforeach()
file(CONFIGURE OUTPUT ${generated}/version/version.h
  CONTENT "#define VERSION \"${MUSL_VERSION}\"\n")

# Public headers: copied to the sysroot; two are made as musl's Makefile does.
set(headers ${UNISPEC_SYSROOT}/include)
file(COPY ${musl}/include/ DESTINATION ${headers} PATTERN "*.in" EXCLUDE)
# Not file(COPY): to it, a file of the same time is the same file.
file(MAKE_DIRECTORY ${headers}/bits)
foreach(arch generic x86_64)
  file(GLOB names RELATIVE ${musl}/arch/${arch}/bits
       ${musl}/arch/${arch}/bits/*.h)
  foreach(name IN LISTS names)
    set(from ${musl}/arch/x86_64/bits/${name})
    if(NOT EXISTS ${from})
      set(from ${musl}/arch/generic/bits/${name})
    endif()
    file(COPY_FILE ${from} ${headers}/bits/${name} ONLY_IF_DIFFERENT)
  endforeach()
endforeach()
execute_process(
  COMMAND sed -f ${musl}/tools/mkalltypes.sed
          ${musl}/arch/x86_64/bits/alltypes.h.in ${musl}/include/alltypes.h.in
  OUTPUT_VARIABLE alltypes COMMAND_ERROR_IS_FATAL ANY)
file(CONFIGURE OUTPUT ${headers}/bits/alltypes.h CONTENT "${alltypes}" @ONLY)
file(READ ${musl}/arch/x86_64/bits/syscall.h.in numbers)
string(REPLACE "__NR_" "SYS_" sys_numbers "${numbers}")
file(CONFIGURE OUTPUT ${headers}/bits/syscall.h
  CONTENT "${numbers}${sys_numbers}" @ONLY)

set(musl_flags -std=c99 -nostdinc -D_XOPEN_SOURCE=700
  -I${overlay}/arch/x86_64 -I${musl}/arch/x86_64 -I${musl}/arch/generic
  -I${generated}/version -I${musl}/src/include -I${generated}/internal
  -I${musl}/include -I${headers} -I${musl}
  -fno-pic -ftls-model=local-exec -Wno-everything)
unispec_target_objects(musl_objects NAME musl BASE ${musl}
  SOURCES ${musl_sources} FLAGS ${musl_flags})
# From C11 on a loop without effect whose result nobody needs may go away.
unispec_target_objects(overlay_objects NAME overlay BASE ${overlay}
  SOURCES ${overlay_sources} FLAGS -Oz ${musl_flags} -Wno-unused-parameter -std=c11
  -iquote${musl}/src/malloc/mallocng)
# An edited file finds the headers that are beside the original.
set(beside)
foreach(source IN LISTS edited_sources)
  cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${musl_edited})
  cmake_path(GET source PARENT_PATH folder)
  list(APPEND beside -iquote${musl}/${folder})
endforeach()
list(REMOVE_DUPLICATES beside)
unispec_target_objects(edited_objects NAME edited BASE ${musl_edited}
  SOURCES ${edited_sources} FLAGS ${musl_flags} ${beside})
unispec_target_objects(small_objects NAME musl BASE ${musl}
  SOURCES ${small_sources} FLAGS -Oz ${musl_flags})
unispec_target_archive(c ${musl_objects} ${small_objects} ${edited_objects} ${overlay_objects})
foreach(name m pthread rt dl util crypt resolv xnet)
  unispec_target_archive(${name})
endforeach()
