# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Manual pages and bash's completion, printed by the programs themselves out of
# their tables of options; included by linker/CMakeLists.txt.

file(STRINGS commands.def lines REGEX "^COMMAND")
list(TRANSFORM lines REPLACE "COMMAND\\((.*)\\)" "\\1" OUTPUT_VARIABLE commands)

set(man ${CMAKE_BINARY_DIR}/share/man/man1)
set(completion ${CMAKE_BINARY_DIR}/share/bash-completion/completions)
set(pages ${man}/unispec.1 ${man}/ld.unispec.1)
set(print COMMAND unispec --print-manual > ${man}/unispec.1
  COMMAND ld.unispec --print-manual > ${man}/ld.unispec.1)
foreach(command ${commands})
  list(APPEND pages ${man}/unispec-${command}.1)
  list(APPEND print COMMAND unispec --print-manual ${command}
       > ${man}/unispec-${command}.1)
endforeach()
file(MAKE_DIRECTORY ${man} ${completion})
add_custom_command(OUTPUT ${pages} ${completion}/unispec
  ${print}
  COMMAND unispec --print-completion > ${completion}/unispec
  DEPENDS unispec ld.unispec VERBATIM)
add_custom_target(unispec-manual ALL DEPENDS ${pages} ${completion}/unispec)
install(FILES ${pages} DESTINATION share/man/man1)
install(FILES ${completion}/unispec
  DESTINATION share/bash-completion/completions)
