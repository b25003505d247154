/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The one place that holds the code of stb_ds. */
#define STB_DS_IMPLEMENTATION
#include <stb/stb_ds.h>
