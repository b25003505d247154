# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# find_package(unispec), for projects that are configured with the toolchain
# file of the same folder. Gives UNISPEC_COMMAND, the path of bin/unispec, and
#
#   unispec_add_image(TARGET [INITRD folder] [PLATFORM name...] [POLICY file]
#                     [AUDIT format...] [RUN_OPTIONS option...])
#
# which says of the executable TARGET
#   INITRD       the folder whose files the image finds in its root
#   PLATFORM     the monitors that it must boot on (ld.unispec --platform=)
#   POLICY       what it may hold: `unispec check`; the build fails otherwise
#   AUDIT        formats of `unispec audit`, written beside the image after it
#                is linked, as TARGET.audit.FORMAT
#   RUN_OPTIONS  further options of `unispec run`
# and adds a target TARGET-run that boots it; add_test() boots it in the same
# way.
if(NOT CMAKE_C_COMPILER MATCHES "unispec-cc$")
  set(unispec_FOUND FALSE)
  set(unispec_NOT_FOUND_MESSAGE "unispec builds only with its own toolchain \
file: -DCMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/unispec-toolchain.cmake")
  return()
endif()

get_filename_component(_unispec "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(UNISPEC_COMMAND "${_unispec}/bin/unispec")
unset(_unispec)

function(unispec_add_image target)
  cmake_parse_arguments(arg "" "INITRD;POLICY" "PLATFORM;AUDIT;RUN_OPTIONS"
                        ${ARGN})
  if(arg_UNPARSED_ARGUMENTS OR arg_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "unispec_add_image(${target}): unknown, or without a "
      "value: ${arg_UNPARSED_ARGUMENTS} ${arg_KEYWORDS_MISSING_VALUES}")
  endif()
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL EXECUTABLE)
    message(FATAL_ERROR "unispec_add_image(${target}): is no executable")
  endif()

  set(run ${arg_RUN_OPTIONS})
  if(arg_INITRD)
    cmake_path(ABSOLUTE_PATH arg_INITRD)
    list(APPEND run --initrd ${arg_INITRD})
  endif()
  set_target_properties(${target} PROPERTIES
    CROSSCOMPILING_EMULATOR "${UNISPEC_COMMAND}-run;${run}")
  add_custom_target(${target}-run
    COMMAND ${UNISPEC_COMMAND} run ${run} $<TARGET_FILE:${target}>
    DEPENDS ${target} USES_TERMINAL VERBATIM)

  if(arg_PLATFORM)
    list(JOIN arg_PLATFORM "," platforms)
    target_link_options(${target} PRIVATE "SHELL:-Xlinker --platform=${platforms}")
  endif()
  if(arg_POLICY)
    cmake_path(ABSOLUTE_PATH arg_POLICY)
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${arg_POLICY})
    add_custom_command(TARGET ${target} POST_BUILD
      COMMAND ${UNISPEC_COMMAND} check $<TARGET_FILE:${target}>
              --policy ${arg_POLICY} VERBATIM)
  endif()
  foreach(format IN LISTS arg_AUDIT)
    add_custom_command(TARGET ${target} POST_BUILD
      COMMAND ${UNISPEC_COMMAND} audit --format=${format}
              -o $<TARGET_FILE:${target}>.audit.${format}
              $<TARGET_FILE:${target}> VERBATIM)
  endforeach()
endfunction()
