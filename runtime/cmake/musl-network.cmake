# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# localhost is known without an /etc/hosts, and no name server is asked for it.
musl_edit_begin(src/network/lookup_name.c)
musl_edit(1 "if (!cnt) cnt = name_from_dns_search("
  "if (!cnt && __unispec_is_localhost(name)) cnt = name_from_null(buf, 0, family, 0); if (!cnt) cnt = name_from_dns_search(")
musl_edit_end(${musl_edited} unispec/network.h)

# The resolver's configuration comes with the network's (DHCP): the kernel is
# told before the file is read.
musl_edit_begin(src/network/resolvconf.c)
musl_edit(1 "\tconf->ndots = 1;" "\tinet_prepare_resolver(); conf->ndots = 1;")
musl_edit_end(${musl_edited} unispec/network.h)
