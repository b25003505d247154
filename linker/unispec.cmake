# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Builds bin/unispec and the link bin/unispec-run; included by
# linker/CMakeLists.txt. Needs libelf and libdw (elfutils), zlib and jansson,
# nothing of LLVM.

foreach(part IN ITEMS "ELF;elf;libelf.h;libelf-dev"
                      "DW;dw;elfutils/libdw.h;libdw-dev"
                      "JANSSON;jansson;jansson.h;libjansson-dev"
                      "Z;z;zlib.h;zlib1g-dev")
  list(GET part 0 key)
  list(GET part 1 library)
  list(GET part 2 header)
  list(GET part 3 package)
  find_library(UNISPEC_TOOL_${key}_LIBRARY ${library})
  find_path(UNISPEC_TOOL_${key}_INCLUDE ${header})
  if(NOT UNISPEC_TOOL_${key}_LIBRARY OR NOT UNISPEC_TOOL_${key}_INCLUDE)
    message(FATAL_ERROR "lib${library} and ${header} are missing: "
                        "apt-get install ${package}")
  endif()
  list(APPEND UNISPEC_TOOL_LIBRARIES ${UNISPEC_TOOL_${key}_LIBRARY})
  list(APPEND UNISPEC_TOOL_INCLUDES ${UNISPEC_TOOL_${key}_INCLUDE})
endforeach()

# The page of `unispec audit --format=html`, as C.
set(page ${CMAKE_CURRENT_SOURCE_DIR}/report_page)
set(data ${CMAKE_CURRENT_SOURCE_DIR}/report_data.js)
set(treemap ${CMAKE_CURRENT_SOURCE_DIR}/report_treemap.js)
add_custom_command(OUTPUT report_page.h
  COMMAND ${CMAKE_COMMAND}
          -DOUTPUT=${CMAKE_CURRENT_BINARY_DIR}/report_page.h
          -P ${CMAKE_CURRENT_SOURCE_DIR}/embed.cmake
          report_page_html=${page}.html report_page_css=${page}.css
          report_page_js=${data}+${treemap}+${page}.js
  DEPENDS ${page}.html ${page}.css ${page}.js ${data} ${treemap} embed.cmake
  VERBATIM)

add_executable(unispec
  unispec_main.c command_message.c command_options.c
  command_manual.c command_completion.c roff.c
  cmd_run.c cmd_audit.c cmd_why.c why_chain.c why_removed.c why_source.c why_native.c cmd_doctor.c
  cmd_diff.c diff_compare.c diff_text.c
  cmd_check.c policy_check.c policy_read.c policy_line.c syscall_table.c
  audit_path.c
  cmd_pack.c oci_layout.c oci_write.c tar_write.c sha256.c
  image_read.c audit_read.c audit_graph.c audit_dominators.c audit_cve.c archive_names.c text_table.c
  audit_text.c audit_json.c audit_lcov.c audit_sarif.c audit_cyclonedx.c audit_openvex.c
  audit_seccomp.c audit_dot.c audit_html.c ${CMAKE_CURRENT_BINARY_DIR}/report_page.h
  symbolise.c symbolise_lines.c crash_report.c run_trace.c
  run_strace.c run_profile.c profile_gdb.c profile_stack.c profile_fold.c
  cpio_write.c cpio_check.c source_date.c subprocess.c
  qemu_kvm.c qemu_initrd.c qemu_cmdline.c qemu_command.c qemu_process.c qemu_control.c
  qemu_terminal.c qemu_console.c run_devices.c run_disks.c
  monitor_firecracker.c monitor_cloud_hypervisor.c)
target_compile_features(unispec PRIVATE c_std_11)
set_target_properties(unispec PROPERTIES C_EXTENSIONS ON)
target_compile_definitions(unispec PRIVATE
  _GNU_SOURCE UNISPEC_VERSION="${PROJECT_VERSION}")
set_source_files_properties(audit_lcov.c PROPERTIES
  COMPILE_DEFINITIONS UNISPEC_SOURCE="${PROJECT_SOURCE_DIR}")
target_compile_options(unispec PRIVATE -Wall -Wextra -Wshadow
  -Wstrict-prototypes -Wmissing-prototypes)
target_include_directories(unispec PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
target_include_directories(unispec SYSTEM PRIVATE ${UNISPEC_TOOL_INCLUDES})
target_link_libraries(unispec PRIVATE ${UNISPEC_TOOL_LIBRARIES})

add_custom_command(TARGET unispec POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E create_symlink unispec
          $<TARGET_FILE_DIR:unispec>/unispec-run)
configure_file(gdb.py ${UNISPEC_LIB}/unispec/gdb.py @ONLY)
install(FILES ${UNISPEC_LIB}/unispec/gdb.py DESTINATION lib/unispec)
install(TARGETS unispec RUNTIME DESTINATION bin)
install(PROGRAMS ${PROJECT_SOURCE_DIR}/examples/ci/check-image
  DESTINATION share/unispec)
install(FILES $<TARGET_FILE_DIR:unispec>/unispec-run DESTINATION bin)
