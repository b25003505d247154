# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Edits of musl's files at configure time. The edited file goes into the build
# tree and is compiled in the place of the original, whose name and lines it
# has in debug information: an edit must not add or remove a line. The text that
# it replaces must be there exactly as often as it says, or the build stops.
#
#   musl_edit_begin(file)         FILE of ${musl}
#   musl_edit(count old new)      in that file
#   musl_edit_end(base header)    writes BASE/FILE, which includes HEADER first
#
# The global property musl_edited_files lists what has been written.
#
# The text is in a global property: functions take their arguments as they are,
# macros do not, and a text must not be taken for a list.

function(musl_edit_begin file)
  file(READ ${musl}/${file} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${musl}/${file})
  set_property(GLOBAL PROPERTY musl_edit_file ${file})
  set_property(GLOBAL PROPERTY musl_edit_text "${text}")
endfunction()

function(musl_edit count old new)
  get_property(file GLOBAL PROPERTY musl_edit_file)
  get_property(text GLOBAL PROPERTY musl_edit_text)
  string(REPLACE "${old}" "" without "${text}")
  string(LENGTH "${text}" all)
  string(LENGTH "${without}" rest)
  string(LENGTH "${old}" one)
  math(EXPR found "(${all} - ${rest}) / ${one}")
  if(NOT found EQUAL count)
    message(FATAL_ERROR "musl's ${file} is not the file that is to be edited:\n"
      "  ${musl}/${file}\n  has ${found} times, not ${count}: ${old}")
  endif()
  string(REPLACE "${old}" "${new}" text "${text}")
  set_property(GLOBAL PROPERTY musl_edit_text "${text}")
endfunction()

# Written only if that changes it: else all of it would be compiled again.
function(musl_edit_end base header)
  get_property(file GLOBAL PROPERTY musl_edit_file)
  get_property(text GLOBAL PROPERTY musl_edit_text)
  set(text "#include <${header}>\n#line 1 \"${musl}/${file}\"\n${text}")
  set(old)
  if(EXISTS ${base}/${file})
    file(READ ${base}/${file} old)
  endif()
  if(NOT old STREQUAL text)
    file(WRITE ${base}/${file} "${text}")
  endif()
  set_property(GLOBAL APPEND PROPERTY musl_edited_files ${file})
endfunction()
