# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Building for the target inside the build of the host tools: the compiler is
# clang with the plugin that this build has just made, so that CMake's own
# notion of a library (one compiler for all) does not fit. Each object is a
# custom command with a dependency file; works with Ninja and Makefiles.
#
#   unispec_target_objects(VAR NAME n BASE folder SOURCES ... FLAGS ...)
#       compiles; the object paths go to VAR. Objects are named after the
#       source's path below BASE, so that equal base names do not clash.
#   unispec_third_party(NAME VERSION TREE)
#       sources of TREE that are compiled from here on have names for all.
#   unispec_target_library(n [BASE folder] SOURCES ... FLAGS ...)
#       makes lib/unispec/sysroot/lib/lib<n>.a; the CMake target is target-<n>.
#
# Both need the variables UNISPEC_CLANG and UNISPEC_SYSROOT and the targets
# unispec-plugin and sysroot-headers, which runtime/CMakeLists.txt makes.

# What every target object has, musl and kernel alike.
if(NOT UNISPEC_PLUGIN_FLAGS)
  set(UNISPEC_PLUGIN_FLAGS -fplugin=${CMAKE_BINARY_DIR}/lib/unispec.so)
endif()
# Debug information names our files by their place in the tree, so that audits do
# not depend on where it was built.
set(UNISPEC_TARGET_FLAGS
  -fdebug-compilation-dir=. -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=
  -ffile-prefix-map=${CMAKE_BINARY_DIR}/=build/
  --no-default-config ${UNISPEC_PLUGIN_FLAGS}
  -nostdlibinc -isystem ${UNISPEC_SYSROOT}/include
  -std=gnu11 -Os -ffreestanding -fno-pic -fno-pie -ftls-model=local-exec
  -fomit-frame-pointer -fno-unwind-tables -fno-asynchronous-unwind-tables
  -fno-stack-protector -fno-strict-aliasing -fno-ident)

# Third-party source is wherever the user keeps it; debug information names it
# by a link beside the sysroot, with the version that bills of material look for.
function(unispec_third_party name version tree)
  set(link lib/unispec/source/${name}-${version})
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/lib/unispec/source)
  file(CREATE_LINK ${tree} ${CMAKE_BINARY_DIR}/${link} SYMBOLIC)
  set(UNISPEC_TARGET_FLAGS ${UNISPEC_TARGET_FLAGS}
    -ffile-prefix-map=${tree}/=${link}/ PARENT_SCOPE)
endfunction()

# The component that the audit counts a target's functions to.
set(UNISPEC_COMPONENT_musl libc)
set(UNISPEC_COMPONENT_edited libc)
set(UNISPEC_COMPONENT_overlay libc)
set(UNISPEC_COMPONENT_crt rt)
set(UNISPEC_COMPONENT_kernel kernel)
set(UNISPEC_COMPONENT_net net)

function(unispec_target_objects variable)
  cmake_parse_arguments(arg "" "NAME;BASE" "SOURCES;FLAGS" ${ARGN})
  set(component -fplugin-arg-unispec-component=${UNISPEC_COMPONENT_${arg_NAME}})
  set(objects)
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(ABSOLUTE_PATH source)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${arg_BASE}
               OUTPUT_VARIABLE relative)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.dir/${relative}.o)
    cmake_path(GET object PARENT_PATH folder)
    file(MAKE_DIRECTORY ${folder})
    set(dependencies DEPFILE ${object}.d)
    set(dependency_flags -MD -MF ${object}.d -MT ${object})
    if(source MATCHES "\\.s$")
      # Not preprocessed: clang writes no such file, and Ninja, missing it,
      # would make the object every time.
      set(dependencies)
      set(dependency_flags)
    endif()
    add_custom_command(OUTPUT ${object}
      COMMAND ${CMAKE_C_COMPILER_LAUNCHER}
              ${UNISPEC_CLANG} ${UNISPEC_TARGET_FLAGS} ${component} ${arg_FLAGS}
              ${dependency_flags} -c ${source} -o ${object}
      DEPENDS ${source} unispec-plugin unispec-plugin-clang sysroot-headers
      ${dependencies}
      COMMENT "Target object ${arg_NAME}/${relative}"
      COMMAND_EXPAND_LISTS VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  set(${variable} ${objects} PARENT_SCOPE)
endfunction()

# The object list goes through a file: musl's is longer than a command may be.
function(unispec_target_archive name)
  set(archive ${UNISPEC_SYSROOT}/lib/lib${name}.a)
  set(list_file ${CMAKE_CURRENT_BINARY_DIR}/${name}.objects)
  list(JOIN ARGN "\n" text)
  file(CONFIGURE OUTPUT ${list_file} CONTENT "${text}\n" @ONLY)
  add_custom_command(OUTPUT ${archive}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${archive}
    COMMAND ${UNISPEC_LLVM_BIN}/llvm-ar qcsD ${archive} @${list_file}
    DEPENDS ${ARGN} ${list_file}
    COMMENT "Target library lib${name}.a"
    VERBATIM)
  add_custom_target(target-${name} ALL DEPENDS ${archive})
endfunction()

function(unispec_target_library name)
  cmake_parse_arguments(arg "" "BASE" "SOURCES;FLAGS" ${ARGN})
  if(NOT arg_BASE)
    set(arg_BASE ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  unispec_target_objects(objects NAME ${name} BASE ${arg_BASE}
    SOURCES ${arg_SOURCES} FLAGS ${arg_FLAGS})
  unispec_target_archive(${name} ${objects})
endfunction()
