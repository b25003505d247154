# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Writes OUTPUT, a header that defines UNISPEC_PLUGIN_DIGEST as the SHA-256 of
# INPUT. Run with cmake -P by CMakeLists.txt; the loader includes the result.
file(SHA256 ${INPUT} digest)
file(WRITE ${OUTPUT} "#define UNISPEC_PLUGIN_DIGEST \"${digest}\"\n")
