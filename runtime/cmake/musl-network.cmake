# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The resolver's configuration comes with the network's (DHCP): the kernel is
# told before the file is read.
musl_edit_begin(src/network/resolvconf.c)
musl_edit(1 "\tconf->ndots = 1;" "\tinet_prepare_resolver(); conf->ndots = 1;")
musl_edit_end(${musl_edited} unispec/network.h)
